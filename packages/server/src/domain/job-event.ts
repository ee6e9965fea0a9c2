import type { JobEventType, JobStatus } from '@jobwire/contract/lifecycle';
import type { Job } from './job.ts';
import type { Transition } from './transition.ts';

/** One line of a job's history: a transition that happened. Replaying them gives the current status. */
export interface JobEvent {
  readonly jobId: string;
  /** The job's version right after the transition. */
  readonly sequence: number;
  readonly type: JobEventType;
  readonly at: number;
  readonly from: JobStatus | null;
  readonly to: JobStatus;
  readonly attempt: number;
  readonly reason: string | null;
}

/** The first event of a job: it exists. */
export function creationEventOf(job: Job): JobEvent {
  return {
    jobId: job.id,
    sequence: job.version,
    type: 'job.queued',
    at: job.createdAt,
    from: null,
    to: 'queued',
    attempt: job.attempt,
    reason: null,
  };
}

/** The event of a transition that led to `job`. */
export function eventOf(job: Job, { event: type, at, from, to, reason }: Transition): JobEvent {
  return {
    jobId: job.id,
    sequence: job.version,
    type,
    at,
    from,
    to,
    attempt: job.attempt,
    reason: reason === null || typeof reason === 'string' ? reason : job[reason.member],
  };
}
