import type { Capabilities, ConformanceClass } from '@jobwire/contract';
import { type Caller, createCaller } from './caller.ts';
import type { CheckContext } from './check-context.ts';
import { checkRunOptions } from './check-run-options.ts';
import { ConformanceSetupError } from './conformance-setup-error.ts';
import type { Exchange, KeyName } from './exchange.ts';
import { defaultJobBodies, type JobBodies } from './job-bodies.ts';
import { createJobStarter } from './job-starter.ts';
import { NoAnswerError } from './no-answer-error.ts';
import { createOpenJobs } from './open-jobs.ts';
import { problemLine } from './problem-line.ts';
import type { RunOptions } from './run-options.ts';

/** How much later than its grace bound a job may be `cancelled` (contract, "What cancel promises", 2). */
const cancelledAfterBoundMs = 5_000;

/** The grace of a server whose capabilities do not say one. */
const defaultGraceSeconds = 30;

/** A run that is ready for its checks. */
export interface Run {
  readonly context: CheckContext;
  /** Whether the server says that it serves this class. */
  readonly serves: (conformanceClass: ConformanceClass) => boolean;
  /** Cancels the jobs that a check has left open. */
  readonly cancelOpenJobs: () => Promise<void>;
}

/**
 * Finds out whether the run can be carried out, before the first job is created.
 *
 * @throws ConformanceSetupError when there is no server, a key is refused, or the server does not offer the jobs
 */
export async function prepareRun(options: RunOptions): Promise<Run> {
  const { baseUrl, keys, fetch } = checkRunOptions(options);
  const jobs: JobBodies = { ...defaultJobBodies, ...options.jobs };
  const exchanges: Exchange[] = [];
  const openJobs = createOpenJobs();
  const onExchange = (exchange: Exchange) => {
    exchanges.push(exchange);
    openJobs.notice(exchange);
  };
  const callWith = (name: KeyName) => createCaller(name, { baseUrl, keys, fetch, onExchange });

  const call = callWith('primary');
  const callForeign = keys.foreign === undefined ? null : callWith('foreign');
  const capabilities = await readCapabilities(call, 'primary', baseUrl);
  if (callForeign !== null) {
    await readCapabilities(callForeign, 'foreign', baseUrl);
  }
  checkJobTypes(capabilities, jobs);

  const graceSeconds = capabilities.cancellation_grace_seconds ?? defaultGraceSeconds;
  return {
    context: {
      call,
      callForeign,
      startJob: createJobStarter(call, jobs, openJobs),
      cancelBoundMs: graceSeconds * 1_000 + cancelledAfterBoundMs,
      exchanges,
    },
    serves: (conformanceClass) =>
      conformanceClass === 'core' || (capabilities.conformance_classes ?? []).includes(conformanceClass),
    cancelOpenJobs: () => openJobs.cancelAll(call),
  };
}

async function readCapabilities(call: Caller, keyName: KeyName, baseUrl: string): Promise<Partial<Capabilities>> {
  const exchange = await call('getCapabilities').catch((error: unknown) => {
    if (error instanceof NoAnswerError) {
      throw new ConformanceSetupError(
        `There is no server at ${baseUrl}: ${error.reason}. Start it, or correct the address.`,
      );
    }
    throw error;
  });
  if (exchange.status === 401 || exchange.status === 403) {
    throw new ConformanceSetupError(
      `The server refused the ${keyName} key: ${problemLine(exchange)}. Give a key that may create and cancel jobs.`,
    );
  }
  if (exchange.status !== 200 || typeof exchange.body !== 'object' || exchange.body === null) {
    throw new ConformanceSetupError(
      `GET ${exchange.url} answered ${problemLine(exchange)} and not 200 with capabilities. Is this the address of a Jobwire server?`,
    );
  }
  return exchange.body;
}

function checkJobTypes({ job_types: offered }: Partial<Capabilities>, jobs: JobBodies): void {
  if (!Array.isArray(offered)) {
    return; // The capabilities break their schema, which is for `responses/valid` to say.
  }
  const types = offered.map(({ type }) => type);
  for (const [kind, { type }] of Object.entries(jobs)) {
    if (!types.includes(type)) {
      throw new ConformanceSetupError(
        `The server offers no job type ${type}, which the ${kind} job has; it offers ${types.join(', ') || 'none'}. Give \`jobs.${kind}\`.`,
      );
    }
  }
}
