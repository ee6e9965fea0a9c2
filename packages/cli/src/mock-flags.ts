import { fastest, type LiveMockOptions, readScenarioFile, slowest } from '@jobwire/mock';
import { wholeNumber } from './settings/parse-whole-number.ts';
import { UsageError } from './usage-error.ts';

/** The flags of `jobwire mock` as they were given. */
export interface MockFlags {
  readonly host: string;
  readonly port: string;
  readonly spec?: string;
  readonly live?: boolean;
  readonly speed?: string;
  readonly seed?: string;
  readonly scenarios?: string;
  readonly keys?: string;
  readonly types?: string;
  readonly grace?: string;
  readonly webhookSecret?: string;
}

const ofLiveAlone = {
  speed: '--speed',
  seed: '--seed',
  scenarios: '--scenarios',
  keys: '--keys',
  types: '--types',
  grace: '--grace',
  webhookSecret: '--webhook-secret',
} as const satisfies Partial<Record<keyof MockFlags, string>>;

/** @throws {UsageError} when a flag was given that the other kind of mock has. */
export function checkMockFlags(flags: MockFlags): void {
  if (flags.live !== true) {
    const stray = Object.entries(ofLiveAlone).find(([name]) => flags[name as keyof MockFlags] !== undefined);
    if (stray !== undefined) throw new UsageError(`${stray[1]} is for the live mock: add --live, or leave it out.`);
  } else if (flags.spec !== undefined) {
    throw new UsageError('--spec is not for the live mock, which has no other contract: leave out --spec or --live.');
  }
}

/** @throws {UsageError} when a flag cannot be read. Whether its value can be used is for the mock to say. */
export async function liveOptionsOf(flags: MockFlags): Promise<LiveMockOptions> {
  const { speed, seed, grace, scenarios, keys, types, webhookSecret } = flags;
  return {
    ...(speed === undefined ? {} : { speed: parseSpeed(speed) }),
    ...(seed === undefined ? {} : { seed: wholeNumber(0, 2 ** 31 - 1)(seed, '--seed') }),
    ...(grace === undefined ? {} : { graceMs: wholeNumber(0, 3_600_000)(grace, '--grace') }),
    ...(scenarios === undefined ? {} : { scenarios: await readScenarioFile(scenarios) }),
    ...(keys === undefined ? {} : { keys: listOf(keys, '--keys') }),
    ...(types === undefined ? {} : { types: listOf(types, '--types') }),
    ...(webhookSecret === undefined ? {} : { webhookSecret }),
  };
}

function parseSpeed(text: string): number {
  const speed = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || speed < slowest || speed > fastest) {
    throw new UsageError(
      `--speed takes a number from ${slowest} to ${fastest}; it cannot be "${text}". A clock that stands still comes with --seed.`,
    );
  }
  return speed;
}

function listOf(text: string, flag: string): string[] {
  const names = text.split(',').map((name) => name.trim());
  if (names.includes('')) throw new UsageError(`${flag} takes names with commas between them; one of them is empty.`);
  return names;
}
