import { readScenarioFile } from '@jobwire/mock';

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

/** The flag of each option. */
const flagOf: Readonly<Record<string, string>> = {
  live: '--live',
  specFile: '--spec',
  speed: '--speed',
  seed: '--seed',
  scenarios: '--scenarios',
  keys: '--keys',
  types: '--types',
  graceMs: '--grace',
  webhookSecret: '--webhook-secret',
};

/** What the flags ask of a mock, as they were written: whether it can be used is for the mock to say. */
export async function mockOptionsOf(flags: MockFlags): Promise<Record<string, unknown>> {
  const { live, spec, speed, seed, grace, scenarios, keys, types, webhookSecret } = flags;
  return {
    live: live === true,
    specFile: spec,
    speed: numberOf(speed),
    seed: numberOf(seed),
    graceMs: numberOf(grace),
    // Without the live mock they are refused, whatever is in the file.
    scenarios: scenarios === undefined || live !== true ? scenarios : await readScenarioFile(scenarios),
    keys: listOf(keys),
    types: listOf(types),
    webhookSecret,
  };
}

/** A message about options in words of flags. */
export function inFlags(message: string): string {
  return message.replaceAll(/`(\w+)`/g, (quoted, option: string) => flagOf[option] ?? quoted);
}

function numberOf(text: string | undefined): number | string | undefined {
  return text !== undefined && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

function listOf(text: string | undefined): string[] | undefined {
  return text?.split(',').map((name) => name.trim());
}
