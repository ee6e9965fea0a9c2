import type { Job } from '../../domain/job.ts';
import type { JobStore } from '../../domain/job-store.ts';
import { silentLogger } from '../../domain/logger.ts';
import { cancelJob } from '../../engine/cancel-job.ts';
import { noObserver } from '../../engine/engine-observer.ts';
import type { JobRun } from '../../engine/job-definition.ts';
import { JobTypes } from '../../engine/job-types.ts';
import { RunningAttempts } from '../../engine/running-attempts.ts';
import { Sweeper } from '../../engine/sweeper.ts';
import { Worker } from '../../engine/worker.ts';
import { newJob } from '../new-job.ts';
import type { TestClock } from '../test-clock.ts';

export const graceMs = 30_000;
export const leaseMs = 15_000;
export const retentionMs = 86_400_000;

/** One process's worker, sweeper and cancel, without a dispatcher: each of them does something only when it is told to. */
export interface RacingProcess {
  /** Delivers the job to the worker, as often as one likes. */
  work(jobId: string): Promise<void>;
  sweep(): Promise<void>;
  cancel(job: Job, reason?: string): Promise<Job>;
}

interface RacingProcessOptions {
  readonly name: string;
  readonly store: JobStore;
  readonly clock: TestClock;
  /** As {@link racingTypes} makes them: once for many races, since compiling them takes longer than a race. */
  readonly types: JobTypes;
}

/** The job type that new jobs have, with a handler that does what is given. */
export function racingTypes(run: (run: JobRun<unknown>) => Promise<void>): JobTypes {
  return new JobTypes([{ type: newJob().type, description: 'Races.', input: { type: 'object' }, run }]);
}

export function racingProcess({ name, store, clock, types }: RacingProcessOptions): RacingProcess {
  const running = new RunningAttempts();
  const dispatcher = { notify: () => {}, start: () => {}, stop: async () => {} };
  const watchers = { logger: silentLogger, observer: noObserver, onError };
  const parts = {
    random: Math.random,
    store,
    clock,
    running,
    types,
    dispatcher,
    name,
    graceMs,
    leaseMs,
    retentionMs,
    ...watchers,
  };
  const worker = new Worker(parts);
  const sweeper = new Sweeper({ ...parts, leads: () => true });
  return {
    work: (jobId) => worker.run(jobId),
    sweep: async () => void (await sweeper.sweep()),
    cancel: (job, reason) => cancelJob(parts, job.organizationId, job.id, reason ?? null),
  };
}

function onError(error: unknown): never {
  throw error;
}
