import type { JobBodies, RunConfig, RunOptions } from '@jobwire/conformance';
import { type ConformanceClass, conformanceClassNames } from '@jobwire/contract';
import type { CommandContext } from '../command-context.ts';
import { parseJobBody } from '../parse-job-body.ts';
import { UsageError } from '../usage-error.ts';

/** The flags of `jobwire test`. */
export interface TestOptions {
  readonly config?: string;
  readonly key?: string;
  readonly foreignKey?: string;
  readonly readOnlyKey?: string;
  readonly quickJob?: string;
  readonly slowJob?: string;
  readonly failingJob?: string;
  readonly stubbornJob?: string;
  readonly class?: readonly string[];
  readonly only?: readonly string[];
  readonly list?: boolean;
  readonly seed?: string;
  readonly report?: readonly string[];
  readonly bail?: boolean;
}

/**
 * Puts together what a run is asked for: flags go before the environment, and that goes before the configuration file.
 *
 * @throws UsageError when something cannot be used, or there is no key
 */
export function testRunOptions(
  baseUrl: string,
  options: TestOptions,
  config: RunConfig,
  environment: CommandContext['environment'],
): RunOptions {
  const primary = options.key ?? environment.JOBWIRE_KEY ?? config.keys?.primary ?? '';
  const foreign = options.foreignKey ?? environment.JOBWIRE_FOREIGN_KEY ?? config.keys?.foreign ?? '';
  const readOnly = options.readOnlyKey ?? environment.JOBWIRE_READ_ONLY_KEY ?? config.keys?.read_only ?? '';
  const webhookSecret = environment.JOBWIRE_WEBHOOK_SECRET ?? config.webhook_secret ?? '';
  const classes = parseClasses(options.class);
  if (primary === '') {
    const orFile = options.config === undefined ? '' : `, or keys.primary in ${options.config}`;
    throw new UsageError(
      `There is no key to test with. Set JOBWIRE_KEY${orFile} to a key that may create and cancel jobs.`,
    );
  }
  for (const [name, key] of Object.entries(environment)) {
    if (name.endsWith('_KEY') && key !== undefined && !/^[\x21-\x7e]*$/.test(key)) {
      throw new UsageError(`${name} holds blanks or other characters that a header cannot carry.`);
    }
  }
  return {
    baseUrl,
    keys: { primary, ...(foreign === '' ? {} : { foreign }), ...(readOnly === '' ? {} : { readOnly }) },
    headers: config.headers ?? {},
    jobs: { ...config.jobs, ...jobBodies(options) },
    limits: config.limits ?? {},
    bail: options.bail === true,
    ...(webhookSecret === '' ? {} : { webhookSecret }),
    ...(classes === undefined ? {} : { classes }),
    ...(options.only === undefined ? {} : { only: options.only }),
    ...(options.seed === undefined ? {} : { seed: parseSeed(options.seed) }),
  };
}

/** @throws UsageError when there is no such class */
export function parseClasses(names: readonly string[] | undefined): ConformanceClass[] | undefined {
  return names?.map((name) => {
    const found = conformanceClassNames.find((one) => one === name);
    if (found === undefined) {
      throw new UsageError(
        `There is no conformance class ${name}. The classes are ${conformanceClassNames.join(', ')}.`,
      );
    }
    return found;
  });
}

function jobBodies({ quickJob, slowJob, failingJob, stubbornJob }: TestOptions): Partial<JobBodies> {
  return {
    ...(failingJob === undefined ? {} : { failing: parseJobBody(failingJob, '--failing-job') }),
    ...(stubbornJob === undefined ? {} : { stubborn: parseJobBody(stubbornJob, '--stubborn-job') }),
    ...(quickJob === undefined ? {} : { quick: parseJobBody(quickJob, '--quick-job') }),
    ...(slowJob === undefined ? {} : { slow: parseJobBody(slowJob, '--slow-job') }),
  };
}

function parseSeed(text: string): number {
  const seed = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (!(seed < 2 ** 31)) {
    throw new UsageError(`--seed takes a whole number below ${2 ** 31}.`);
  }
  return seed;
}
