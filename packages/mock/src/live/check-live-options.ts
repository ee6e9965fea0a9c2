import { isWholeNumber, wrong } from '../check-mock-options.ts';
import { isUnusableOptionError, UnusableOptionError } from '../unusable-option-error.ts';
import { checkScenario } from './check-scenario.ts';
import { JobOffer } from './job-offer.ts';
import type { LiveMockOptions } from './live-mock-options.ts';
import { sharedSecret } from './shared-secret.ts';
import { fastest, slowest } from './speed-limits.ts';

const mostSeed = 2 ** 31 - 1;
const mostGraceMs = 3_600_000;

/** @throws {UnusableOptionError} for the first option that cannot be used. */
export function checkLiveOptions(options: LiveMockOptions): void {
  const { speed, seed, graceMs, keys, types, scenarios, webhookSecret } = options;
  if (speed !== undefined && !(typeof speed === 'number' && speed >= slowest && speed <= fastest)) {
    const still = ' A clock that stands still comes with `seed`.';
    const { message } = wrong('speed', `a number from ${slowest} to ${fastest}`, speed);
    throw new UnusableOptionError('speed', message + still);
  }
  if (seed !== undefined && !isWholeNumber(seed, mostSeed)) {
    throw wrong('seed', `a whole number from 0 to ${mostSeed}`, seed);
  }
  if (graceMs !== undefined && !isWholeNumber(graceMs, mostGraceMs)) {
    throw wrong('graceMs', `a number of milliseconds from 0 to ${mostGraceMs}`, graceMs);
  }
  if (keys !== undefined) checkKeys(keys);
  if (types !== undefined) checkTypes(types);
  if (scenarios !== undefined) checkScenarios(scenarios, new JobOffer(types));
  if (webhookSecret !== undefined) checkSecret(webhookSecret);
}

function checkKeys(keys: readonly string[]): void {
  if (!Array.isArray(keys)) throw wrong('keys', 'a list of keys', keys);
  if (keys.length === 0) {
    throw new UnusableOptionError(
      'keys',
      '`keys` names no key, so none would be accepted. Leave it out to accept any.',
    );
  }
  for (const key of keys) {
    if (typeof key === 'string' && /^[\x21-\x7e]+$/.test(key) && !key.endsWith('.read')) continue;
    throw new UnusableOptionError(
      'keys',
      `${JSON.stringify(key)} in \`keys\` cannot be a key: it is empty, holds what a header cannot carry, or ends in .read, which every key may.`,
    );
  }
}

function checkTypes(types: readonly string[]): void {
  if (!Array.isArray(types)) throw wrong('types', 'a list of job types', types);
  const strange = types.find((type) => typeof type !== 'string' || !JobOffer.isType(type));
  if (strange === undefined) return;
  throw new UnusableOptionError(
    'types',
    `${JSON.stringify(strange)} in \`types\` is no job type: name one such as documents.extract.`,
  );
}

function checkScenarios(scenarios: NonNullable<LiveMockOptions['scenarios']>, offer: JobOffer): void {
  if (typeof scenarios !== 'object' || scenarios === null || Array.isArray(scenarios)) {
    throw wrong('scenarios', 'a scenario for each job type, as in { "documents.extract": { items: 3 } }', scenarios);
  }
  for (const [type, scenario] of Object.entries(scenarios)) {
    try {
      checkScenario(type, scenario, offer);
    } catch (error) {
      throw new UnusableOptionError('scenarios', (error as Error).message);
    }
  }
}

function checkSecret(secret: string): void {
  try {
    sharedSecret(secret);
  } catch (error) {
    if (isUnusableOptionError(error)) throw error;
    throw new UnusableOptionError('webhookSecret', `\`webhookSecret\` cannot be used: ${(error as Error).message}`);
  }
}
