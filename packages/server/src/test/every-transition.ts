import type { JobStatus } from '@jobwire/contract/lifecycle';
import type { Job, NewJob } from '../domain/job.ts';
import type { JobStore } from '../domain/job-store.ts';
import type { Transition } from '../domain/transition.ts';
import * as transitions from '../domain/transition.ts';
import { newJob } from './new-job.ts';

type TransitionName = Exclude<keyof typeof transitions, 'applyTransition'>;

type Make = (given: { now: number; attempt: number }) => Transition;

export const leaseMs = 100;
export const graceMs = 200;
export const retentionMs = 1000;

const reason = 'no longer needed';
const error = { code: 'broken', message: 'It broke.', retryable: false, details: { line: 7 } };

/** Each transition that the domain can make, in all its variants. One that is missing here does not compile. */
export const everyTransition = {
  claimed: [({ now }) => transitions.claimed({ now, leaseOwner: 'worker', leaseExpiresAt: now + leaseMs })],
  cancelledInQueue: [
    ({ now }) => transitions.cancelledInQueue({ now, reason, retentionMs }),
    ({ now }) => transitions.cancelledInQueue({ now, reason: null, retentionMs }),
  ],
  cancelAsked: [
    ({ now }) => transitions.cancelAsked({ now, reason, graceMs }),
    ({ now }) => transitions.cancelAsked({ now, reason: null, graceMs }),
  ],
  stopConfirmed: [({ now, attempt }) => transitions.stopConfirmed({ now, attempt, retentionMs })],
  stoppedByLoss: [({ now, attempt }) => transitions.stoppedByLoss({ now, attempt, retentionMs })],
  graceElapsed: [({ now }) => transitions.graceElapsed({ now, retentionMs })],
  workCompleted: [({ now, attempt }) => transitions.workCompleted({ now, attempt, retentionMs })],
  workFailed: [({ now, attempt }) => transitions.workFailed({ now, attempt, retentionMs, error })],
  requeued: [
    ({ now, attempt }) => transitions.requeued({ now, attempt, reason: 'retryable_error', runnableAt: now + 50 }),
    ({ now, attempt }) => transitions.requeued({ now, attempt, reason: 'shutdown', runnableAt: now }),
  ],
  requeuedByLoss: [({ now, attempt }) => transitions.requeuedByLoss({ now, attempt, runnableAt: now + 50 })],
  failedByLoss: [({ now, attempt }) => transitions.failedByLoss({ now, attempt, retentionMs, error })],
  deadlinePassed: [
    ({ now }) => transitions.deadlinePassed({ now, from: 'queued', retentionMs }),
    ({ now }) => transitions.deadlinePassed({ now, from: 'running', retentionMs }),
  ],
} satisfies Record<TransitionName, [Make, ...Make[]]>;

/** One line per variant, named for tables of tests. */
export const transitionVariants: readonly (readonly [name: string, make: Make])[] = Object.entries(
  everyTransition as Record<string, readonly Make[]>,
).flatMap(([name, variants]) =>
  variants.map((make, index) => [variants.length === 1 ? name : `${name} (${index + 1})`, make] as const),
);

/** Moves a new job to a status the way a server would. It has made one attempt wherever the status allows it. */
export async function jobIn(store: JobStore, status: JobStatus, members: Partial<NewJob> = {}): Promise<Job> {
  const created = await store.create(newJob(status === 'expired' ? { deadlineAt: 1_000_010, ...members } : members));
  const given = { now: created.createdAt, attempt: 1 };
  const move = async (make: Make, at = given): Promise<Job> => {
    const moved = await store.transition(created.id, make(at));
    if (moved === null) throw new Error(`The fixture could not be made ${status}.`);
    return moved;
  };
  const claim = () => move(everyTransition.claimed[0], { ...given, now: Math.max(created.runnableAt, given.now) });
  switch (status) {
    case 'queued':
      await claim();
      return move(everyTransition.requeued[1]);
    case 'running':
      return claim();
    case 'cancelling':
      await claim();
      return move(everyTransition.cancelAsked[0]);
    case 'completed':
      await claim();
      return move(everyTransition.workCompleted[0]);
    case 'failed':
      await claim();
      return move(everyTransition.workFailed[0]);
    case 'cancelled':
      await claim();
      await move(everyTransition.cancelAsked[0]);
      return move(everyTransition.stopConfirmed[0]);
    case 'expired':
      await claim();
      return move(everyTransition.deadlinePassed[1], { ...given, now: created.deadlineAt ?? given.now });
  }
}
