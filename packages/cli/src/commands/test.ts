import {
  type ConformanceReport,
  formatVerdict,
  isConformanceSetupError,
  type JobBodies,
  type RunOptions,
  requirements,
  runConformance,
} from '@jobwire/conformance';
import type { CommandContext } from '../command-context.ts';
import { parseJobBody } from '../parse-job-body.ts';
import { UsageError } from '../usage-error.ts';

export interface TestOptions {
  readonly key?: string;
  readonly foreignKey?: string;
  readonly quickJob?: string;
  readonly slowJob?: string;
}

const idWidth = Math.max(...requirements.map(({ id }) => id.length));

/** `jobwire test`: holds a server against the contract. Its exit code is the verdict. */
export async function test(baseUrl: string, options: TestOptions, context: CommandContext): Promise<number> {
  const primary = options.key ?? context.environment.JOBWIRE_KEY ?? '';
  const foreign = options.foreignKey ?? context.environment.JOBWIRE_FOREIGN_KEY ?? '';
  if (primary === '') {
    throw new UsageError('There is no key to test with. Set JOBWIRE_KEY to a key that may create and cancel jobs.');
  }
  const report = await run({
    baseUrl,
    keys: { primary, ...(foreign === '' ? {} : { foreign }) },
    jobs: jobBodies(options),
    onVerdict: (verdict) => context.print(formatVerdict(verdict, idWidth)),
  });
  context.print(`\n${report.passed} passed, ${report.failed} failed, ${report.skipped} skipped`);
  return report.failed === 0 ? 0 : 1;
}

function jobBodies({ quickJob, slowJob }: TestOptions): Partial<JobBodies> {
  return {
    ...(quickJob === undefined ? {} : { quick: parseJobBody(quickJob, '--quick-job') }),
    ...(slowJob === undefined ? {} : { slow: parseJobBody(slowJob, '--slow-job') }),
  };
}

async function run(options: RunOptions): Promise<ConformanceReport> {
  try {
    return await runConformance(options);
  } catch (error) {
    if (!isConformanceSetupError(error)) throw error;
    // The kit speaks of the options of its function.
    throw new UsageError(error.message.replaceAll(/`jobs\.(quick|slow)`/g, '--$1-job'));
  }
}
