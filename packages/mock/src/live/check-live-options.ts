import { checkAgainst } from '../control/control-document.ts';
import type { LiveMockOptions } from './live-mock-options.ts';
import { everyType } from './scenario.ts';
import { fastest, slowest } from './speed-limits.ts';
import { UnusableOptionError } from './unusable-option-error.ts';

const typePattern = /^[a-z][a-z0-9_.-]{0,63}$/;

/** @throws {UnusableOptionError} for the first option that cannot be used. */
export function checkLiveOptions(options: LiveMockOptions): void {
  const { speed, seed, graceMs, keys = [], types = [], scenarios = {} } = options;
  if (speed !== undefined && !(speed >= slowest && speed <= fastest)) {
    throw new UnusableOptionError(`The speed has to be from ${slowest} to ${fastest}, not ${speed}.`);
  }
  for (const [name, value] of Object.entries({ seed, graceMs })) {
    if (value !== undefined && !(Number.isSafeInteger(value) && value >= 0)) {
      throw new UnusableOptionError(`${name} has to be a whole number from 0 on, not ${value}.`);
    }
  }
  for (const key of keys) {
    if (/^[\x21-\x7e]+$/.test(key) && !key.endsWith('.read')) continue;
    throw new UnusableOptionError(
      `${JSON.stringify(key)} cannot be a key: it holds what a header cannot carry, or ends in .read, which every key may.`,
    );
  }
  for (const type of [...types, ...Object.keys(scenarios)]) {
    if (typePattern.test(type) || (type === everyType && type in scenarios)) continue;
    throw new UnusableOptionError(`${JSON.stringify(type)} is no job type: name one such as documents.extract.`);
  }
  for (const [type, scenario] of Object.entries(scenarios)) {
    try {
      checkAgainst('Scenario', scenario, `The scenario of ${type}`);
    } catch (error) {
      throw new UnusableOptionError((error as Error).message);
    }
  }
}
