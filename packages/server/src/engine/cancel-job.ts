import type { Clock } from '../domain/clock.ts';
import { JobAlreadyTerminalError } from '../domain/errors/job-already-terminal-error.ts';
import { JobNotFoundError } from '../domain/errors/job-not-found-error.ts';
import type { Job } from '../domain/job.ts';
import type { JobStore } from '../domain/job-store.ts';
import { cancelAsked, cancelledInQueue } from '../domain/transition.ts';
import type { RunningAttempts } from './running-attempts.ts';

export interface CancelJobDependencies {
  readonly store: JobStore;
  readonly running: RunningAttempts;
  readonly clock: Clock;
  readonly graceMs: number;
  readonly retentionMs: number;
}

/**
 * Promises that the job ends as `cancelled`, and tells its worker to stop. Repeating it moves nothing and tells the
 * worker again.
 *
 * @returns the job, which is `cancelled` or `cancelling`.
 * @throws JobNotFoundError for an unknown id and for another organization's job alike.
 * @throws JobAlreadyTerminalError when the job ended first as something else.
 */
export async function cancelJob(
  dependencies: CancelJobDependencies,
  organizationId: string,
  jobId: string,
  reason: string | null,
): Promise<Job> {
  const { store, running, clock, graceMs, retentionMs } = dependencies;
  for (;;) {
    const job = await store.find(organizationId, jobId);
    if (job === null) throw new JobNotFoundError(jobId);
    switch (job.status) {
      case 'queued': {
        const now = clock.now();
        const cancelled = await store.transition(jobId, cancelledInQueue({ now, reason, retentionMs }));
        if (cancelled !== null) return cancelled;
        break;
      }
      case 'running': {
        const cancelling = await store.transition(jobId, cancelAsked({ now: clock.now(), reason, graceMs }));
        if (cancelling !== null) {
          running.stop(jobId, 'cancelled');
          return cancelling;
        }
        break;
      }
      case 'cancelling':
        running.stop(jobId, 'cancelled');
        return job;
      case 'cancelled':
        return job;
      default:
        throw new JobAlreadyTerminalError(job);
    }
    // The job moved between the read and the guarded write: judge it again by where it is now.
  }
}
