import type { JobStatus } from '@jobwire/contract/lifecycle';

/** The caller's own string pairs. A key such as `__proto__` is data like any other: copy with a spread, never assign. */
export type Metadata = Readonly<Record<string, string>>;

/** Why a job failed: a fact about the work, not about an HTTP request. */
export interface JobError {
  readonly code: string;
  readonly message: string;
  /** Whether the same work may succeed when a caller creates it again. */
  readonly retryable: boolean;
  readonly details: Readonly<Record<string, unknown>> | null;
}

/** Where the events of one job are delivered. `events: null` means all of them. */
export interface JobWebhook {
  readonly url: string;
  readonly events: readonly string[] | null;
}

/**
 * A job as the server keeps it: what a caller sees, and, at the end, what only the engine needs.
 * Times are milliseconds since the epoch. The input is kept apart, because most readers of a job do not want it.
 */
export interface Job {
  readonly id: string;
  readonly organizationId: string;
  readonly type: string;
  readonly name: string | null;
  readonly status: JobStatus;
  /** Rises by one with every change that a caller can see. */
  readonly version: number;
  /** Rises with every claim: the fencing number of the worker that runs the job. */
  readonly attempt: number;
  readonly maxAttempts: number;
  readonly priority: number;
  readonly metadata: Metadata;
  readonly progressTotal: number | null;
  readonly progressCompleted: number;
  readonly progressFailed: number;
  readonly phase: string | null;
  readonly estimatedSecondsRemaining: number | null;
  readonly error: JobError | null;
  readonly cancelRequestedAt: number | null;
  readonly cancelReason: string | null;
  /** When the server stops waiting for the worker; null when there was no worker to wait for. */
  readonly cancelDeadlineAt: number | null;
  readonly stoppedAt: number | null;
  readonly cancelForced: boolean;
  readonly createdAt: number;
  readonly scheduledFor: number | null;
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
  readonly deadlineAt: number | null;
  /** When the job's data is purged; null while the job is not terminal. */
  readonly expiresAt: number | null;
  readonly webhook: JobWebhook | null;
  /** Attempts that were lost or ended with a retryable error; a requeue by a graceful shutdown is not among them. */
  readonly attemptsSpent: number;
  /** Not to be claimed before this instant: the schedule, or the backoff after an attempt. */
  readonly runnableAt: number;
  readonly leaseOwner: string | null;
  /** Until when the running attempt may write without renewing; null when no attempt runs. */
  readonly leaseExpiresAt: number | null;
  /** The request that created the job, as a `traceparent` (W3C Trace Context); null when it was not traced. */
  readonly traceParent: string | null;
}

/** The members of a job that creating it decides; everything else starts empty. */
export type NewJob = Pick<
  Job,
  | 'id'
  | 'organizationId'
  | 'type'
  | 'name'
  | 'maxAttempts'
  | 'priority'
  | 'metadata'
  | 'createdAt'
  | 'scheduledFor'
  | 'deadlineAt'
  | 'webhook'
  | 'runnableAt'
  | 'traceParent'
> & {
  /** The caller's input as JSON text. */
  readonly input: string;
};
