import type { Job } from '../domain/job.ts';
import { newJob } from './new-job.ts';

/** A job as it is right after it was created, without a store. */
export function queuedJob(members: Partial<Job> = {}): Job {
  const { input: _, ...created } = newJob();
  return {
    ...created,
    status: 'queued',
    version: 1,
    attempt: 0,
    progressTotal: null,
    progressCompleted: 0,
    progressFailed: 0,
    phase: null,
    estimatedSecondsRemaining: null,
    error: null,
    cancelRequestedAt: null,
    cancelReason: null,
    cancelDeadlineAt: null,
    stoppedAt: null,
    cancelForced: false,
    startedAt: null,
    finishedAt: null,
    expiresAt: null,
    attemptsSpent: 0,
    leaseOwner: null,
    leaseExpiresAt: null,
    ...members,
  };
}
