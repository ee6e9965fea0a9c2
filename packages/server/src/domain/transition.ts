import type { JobEventType, JobStatus, TransitionCause } from '@jobwire/contract/lifecycle';
import type { Job, JobError } from './job.ts';

/** What a transition does to one member of a job. */
export type Change<Value> = { readonly set: Value } | { readonly setIfNull: Value } | { readonly add: number };

export type Changes = { readonly [Member in keyof Job]?: Change<Job[Member]> };

/** Why a job went back into the queue. */
export type RequeueReason = 'attempt_lost' | 'retryable_error' | 'shutdown';

/** Why a move was made, in the event log: a word of the server, or what a member of the job says. */
export type MoveReason = string | { readonly member: 'cancelReason' } | null;

/** The members that a transition may compare with an instant. */
type Instant = 'runnableAt' | 'leaseExpiresAt' | 'cancelDeadlineAt' | 'deadlineAt';

/**
 * One legal move of a job, as data, so that the SQL that writes it, the events and the tests cannot disagree about it:
 * {@link applyTransition} carries it out on a value, the store carries it out as one guarded `UPDATE`.
 */
export interface Transition {
  readonly cause: TransitionCause;
  readonly event: JobEventType;
  readonly from: JobStatus;
  readonly to: JobStatus;
  /** The attempt that does it; null for moves that no worker makes. A newer attempt on the row refuses the move. */
  readonly attempt: number | null;
  /** A member that has to be at or before the given instant. */
  readonly due: { readonly member: Instant; readonly at: number } | null;
  readonly at: number;
  readonly reason: MoveReason;
  readonly changes: Changes;
}

/** The job after the move, or null when its guard refuses it. */
export function applyTransition(job: Job, transition: Transition): Job | null {
  if (job.status !== transition.from) return null;
  if (transition.attempt !== null && job.attempt !== transition.attempt) return null;
  if (transition.due !== null) {
    const instant = job[transition.due.member];
    if (instant === null || instant > transition.due.at) return null;
  }
  const next: Record<string, unknown> = { ...job, status: transition.to, version: job.version + 1 };
  for (const [member, change] of Object.entries(transition.changes) as [keyof Job, Change<unknown>][]) {
    next[member] = applyChange(job[member], change);
  }
  return next as unknown as Job;
}

function applyChange(value: unknown, change: Change<unknown>): unknown {
  if ('set' in change) return change.set;
  if ('setIfNull' in change) return value ?? change.setIfNull;
  return (value as number) + change.add;
}

const asCancelled: MoveReason = { member: 'cancelReason' };

const leaseReleased = { leaseOwner: { set: null }, leaseExpiresAt: { set: null } } as const;

/** What every way into a terminal status has in common. */
function ended(now: number, retentionMs: number): Changes {
  return {
    ...leaseReleased,
    finishedAt: { set: now },
    expiresAt: { set: now + retentionMs },
    estimatedSecondsRemaining: { set: null },
  };
}

interface Now {
  readonly now: number;
}
interface Ending extends Now {
  readonly retentionMs: number;
}
interface ByAttempt {
  readonly attempt: number;
}

/** A worker takes a queued job. The only move that raises `attempt`. */
export function claimed(given: Now & { leaseOwner: string; leaseExpiresAt: number }): Transition {
  return {
    cause: 'claimed',
    event: 'job.started',
    from: 'queued',
    to: 'running',
    attempt: null,
    due: { member: 'runnableAt', at: given.now },
    at: given.now,
    reason: null,
    changes: {
      attempt: { add: 1 },
      startedAt: { setIfNull: given.now },
      leaseOwner: { set: given.leaseOwner },
      leaseExpiresAt: { set: given.leaseExpiresAt },
    },
  };
}

/** Cancel before any work began: it ends at once and never runs. */
export function cancelledInQueue(given: Ending & { reason: string | null }): Transition {
  return {
    cause: 'cancel_requested',
    event: 'job.cancelled',
    from: 'queued',
    to: 'cancelled',
    attempt: null,
    due: null,
    at: given.now,
    reason: asCancelled,
    changes: {
      ...ended(given.now, given.retentionMs),
      cancelRequestedAt: { set: given.now },
      cancelReason: { set: given.reason },
    },
  };
}

/** Cancel while an attempt runs: the promise is made, the worker has until the deadline to stop. */
export function cancelAsked(given: Now & { reason: string | null; graceMs: number }): Transition {
  return {
    cause: 'cancel_requested',
    event: 'job.cancelling',
    from: 'running',
    to: 'cancelling',
    attempt: null,
    due: null,
    at: given.now,
    reason: asCancelled,
    changes: {
      cancelRequestedAt: { set: given.now },
      cancelReason: { set: given.reason },
      cancelDeadlineAt: { set: given.now + given.graceMs },
      estimatedSecondsRemaining: { set: null },
    },
  };
}

/** The worker has stopped, as it was asked to. */
export function stopConfirmed(given: Ending & ByAttempt): Transition {
  return {
    cause: 'stop_confirmed',
    event: 'job.cancelled',
    from: 'cancelling',
    to: 'cancelled',
    attempt: given.attempt,
    due: null,
    at: given.now,
    reason: asCancelled,
    changes: { ...ended(given.now, given.retentionMs), stoppedAt: { set: given.now } },
  };
}

/** The worker died while it was asked to stop: its lease has run out, so nothing goes on any more. */
export function stoppedByLoss(given: Ending & ByAttempt): Transition {
  return {
    ...stopConfirmed(given),
    due: { member: 'leaseExpiresAt', at: given.now },
  };
}

/** The grace bound was reached and the worker has not said that it stopped: the server stops waiting for it. */
export function graceElapsed(given: Ending): Transition {
  return {
    cause: 'grace_elapsed',
    event: 'job.cancelled',
    from: 'cancelling',
    to: 'cancelled',
    attempt: null,
    due: { member: 'cancelDeadlineAt', at: given.now },
    at: given.now,
    reason: asCancelled,
    changes: { ...ended(given.now, given.retentionMs), cancelForced: { set: true } },
  };
}

/** The work ended and everything it produced is stored. */
export function workCompleted(given: Ending & ByAttempt): Transition {
  return {
    cause: 'work_completed',
    event: 'job.completed',
    from: 'running',
    to: 'completed',
    attempt: given.attempt,
    due: null,
    at: given.now,
    reason: null,
    changes: ended(given.now, given.retentionMs),
  };
}

/** The work ended with an error that no further attempt will mend. */
export function workFailed(given: Ending & ByAttempt & { error: JobError }): Transition {
  return {
    cause: 'work_failed',
    event: 'job.failed',
    from: 'running',
    to: 'failed',
    attempt: given.attempt,
    due: null,
    at: given.now,
    reason: given.error.code,
    changes: { ...ended(given.now, given.retentionMs), error: { set: given.error } },
  };
}

/** This attempt is over and another may begin. A graceful shutdown is the only reason that costs no attempt. */
export function requeued(given: Now & ByAttempt & { reason: RequeueReason; runnableAt: number }): Transition {
  return {
    cause: 'attempt_lost',
    event: 'job.requeued',
    from: 'running',
    to: 'queued',
    attempt: given.attempt,
    due: null,
    at: given.now,
    reason: given.reason,
    changes: {
      ...leaseReleased,
      attemptsSpent: { add: given.reason === 'shutdown' ? 0 : 1 },
      runnableAt: { set: given.runnableAt },
      estimatedSecondsRemaining: { set: null },
    },
  };
}

/** The attempt was lost, since its lease has run out, and another may begin. */
export function requeuedByLoss(given: Now & ByAttempt & { runnableAt: number }): Transition {
  return {
    ...requeued({ ...given, reason: 'attempt_lost' }),
    due: { member: 'leaseExpiresAt', at: given.now },
  };
}

/** The attempt was lost and it was the last one. */
export function failedByLoss(given: Ending & ByAttempt & { error: JobError }): Transition {
  return { ...workFailed(given), due: { member: 'leaseExpiresAt', at: given.now } };
}

/** The job's deadline passed. Running work is fenced at once; nothing is promised about when it stops. */
export function deadlinePassed(given: Ending & { from: 'queued' | 'running' }): Transition {
  return {
    cause: 'deadline_passed',
    event: 'job.expired',
    from: given.from,
    to: 'expired',
    attempt: null,
    due: { member: 'deadlineAt', at: given.now },
    at: given.now,
    reason: null,
    changes: ended(given.now, given.retentionMs),
  };
}
