import { isTerminal, type JobStatus, transitions as legalTransitions } from '@jobwire/contract/lifecycle';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { leaseMs, transitionVariants } from '../test/every-transition.ts';
import { queuedJob } from '../test/queued-job.ts';
import type { Job } from './job.ts';
import { eventOf } from './job-event.ts';
import { applyTransition } from './transition.ts';

const made = transitionVariants.map(([name, make]) => [name, make({ now: 1, attempt: 1 })] as const);

/** What the contract allows and this server never does: it cannot know at once that a running job does no work. */
const notMadeHere = [
  { from: null, to: 'queued', cause: 'created' },
  { from: 'running', to: 'cancelled', cause: 'cancel_requested' },
];

describe('the moves of the domain are those of the contract', () => {
  test.each(made)('%s is in the table of the contract', (_, { from, to, cause, event }) => {
    expect(legalTransitions).toContainEqual(expect.objectContaining({ from, to, cause, event }));
  });

  test.each(legalTransitions.map(({ from, to, cause }) => ({ from, to, cause })))(
    '$from to $to by $cause can be made',
    (line) => {
      const isMade = made.some(
        ([, { from, to, cause }]) => from === line.from && to === line.to && cause === line.cause,
      );
      expect(isMade).toBe(!notMadeHere.some((other) => JSON.stringify(other) === JSON.stringify(line)));
    },
  );

  test.each(made)('%s does not leave a terminal status', (_, { from }) => {
    expect(isTerminal(from)).toBe(false);
  });

  test('of all moves only those of a worker name an attempt', () => {
    const byWorker = new Set(made.filter(([, { attempt }]) => attempt !== null).map(([, { cause }]) => cause));
    expect([...byWorker].sort()).toEqual(['attempt_lost', 'stop_confirmed', 'work_completed', 'work_failed']);
  });
});

describe('a guard', () => {
  const running: Job = { ...queuedJob(), status: 'running', attempt: 2, leaseExpiresAt: 500, deadlineAt: 700 };
  const byName = (name: string) => transitionVariants.find(([other]) => other === name)?.[1] as never as Make;
  type Make = (typeof transitionVariants)[number][1];

  test.each<{ given: string; now: number; attempt: number; want: JobStatus | null }>([
    { given: 'workCompleted', now: 1, attempt: 2, want: 'completed' },
    { given: 'workCompleted', now: 1, attempt: 1, want: null },
    { given: 'workCompleted', now: 1, attempt: 3, want: null },
    { given: 'stopConfirmed', now: 1, attempt: 2, want: null },
    { given: 'claimed', now: 10_000_000, attempt: 2, want: null },
    { given: 'requeuedByLoss', now: 499, attempt: 2, want: null },
    { given: 'requeuedByLoss', now: 500, attempt: 2, want: 'queued' },
    { given: 'failedByLoss', now: 500, attempt: 1, want: null },
    { given: 'deadlinePassed (2)', now: 699, attempt: 0, want: null },
    { given: 'deadlinePassed (2)', now: 700, attempt: 0, want: 'expired' },
    { given: 'deadlinePassed (1)', now: 700, attempt: 0, want: null },
  ])('of $given at $now by attempt $attempt leads to $want', ({ given, now, attempt, want }) => {
    expect(applyTransition(running, byName(given)({ now, attempt }))?.status ?? null).toBe(want);
  });

  test('refuses where the instant it waits for is not set', () => {
    const forever = { ...running, deadlineAt: null, leaseExpiresAt: null };

    expect(applyTransition(forever, byName('deadlinePassed (2)')({ now: 1e15, attempt: 2 }))).toBeNull();
    expect(applyTransition(forever, byName('requeuedByLoss')({ now: 1e15, attempt: 2 }))).toBeNull();
  });

  test('refuses without changing the job that it was given', () => {
    const before = structuredClone(running);
    for (const [, make] of transitionVariants) applyTransition(running, make({ now: 10_000, attempt: 2 }));

    expect(running).toEqual(before);
  });
});

describe('whatever happens to a job', () => {
  const moves = fc.array(
    fc.record({
      variant: fc.nat({ max: transitionVariants.length - 1 }),
      later: fc.constantFrom(0, 1, 50, leaseMs),
      attemptOffset: fc.constantFrom(0, 0, 0, -1, 1),
    }),
    { maxLength: 40 },
  );

  /** Every job on a random way through its life, each with the move that led to it. */
  function* life(given: typeof moves extends fc.Arbitrary<infer Moves> ? Moves : never) {
    let job = queuedJob({ deadlineAt: 1_000_400 });
    let now = job.createdAt;
    for (const { variant, later, attemptOffset } of given) {
      now += later;
      const make = transitionVariants[variant]?.[1];
      const transition = make?.({ now, attempt: job.attempt + attemptOffset });
      const next = transition === undefined ? null : applyTransition(job, transition);
      if (transition === undefined || next === null) continue;
      yield { before: job, job: next, transition };
      job = next;
    }
  }

  const runs = { numRuns: 2000, ...(process.env.FC_SEED === undefined ? {} : { seed: Number(process.env.FC_SEED) }) };

  test('the invariants of the contract hold after every move', () => {
    fc.assert(
      fc.property(moves, (given) => {
        for (const { before, job, transition } of life(given)) {
          expect(legalTransitions).toContainEqual(
            expect.objectContaining({ from: before.status, to: job.status, cause: transition.cause }),
          );
          expect(isTerminal(job.status)).toBe(job.finishedAt !== null);
          expect(isTerminal(job.status)).toBe(job.expiresAt !== null);
          expect(job.error !== null).toBe(job.status === 'failed');
          expect(job.cancelRequestedAt !== null).toBe(['cancelling', 'cancelled'].includes(job.status));
          expect(job.startedAt === null).toBe(job.attempt === 0);
          expect(job.version).toBe(before.version + 1);
          expect(job.leaseExpiresAt !== null).toBe(['running', 'cancelling'].includes(job.status));
          expect(job.leaseOwner !== null).toBe(job.leaseExpiresAt !== null);
          expect(job.attempt - before.attempt).toBe(transition.cause === 'claimed' ? 1 : 0);
          expect(job.attemptsSpent - before.attemptsSpent).toBeGreaterThanOrEqual(0);
          expect(job.estimatedSecondsRemaining).toBeNull();
          if (before.startedAt !== null) expect(job.startedAt).toBe(before.startedAt);
          if (job.cancelForced) expect([job.status, job.stoppedAt]).toEqual(['cancelled', null]);
        }
      }),
      runs,
    );
  });

  test('the events it leaves replay to its status', () => {
    fc.assert(
      fc.property(moves, (given) => {
        let [status, sequence]: [JobStatus, number] = ['queued', 1];
        for (const { job, transition } of life(given)) {
          const event = eventOf(job, transition);
          expect(event).toMatchObject({ from: status, to: job.status, attempt: job.attempt, jobId: job.id });
          expect(event.sequence).toBeGreaterThan(sequence);
          [status, sequence] = [event.to, event.sequence];
        }
      }),
      runs,
    );
  });

  test('the first reason of a cancel is that of all its events', () => {
    fc.assert(
      fc.property(moves, (given) => {
        for (const { job, transition } of life(given)) {
          const { reason, type } = eventOf(job, transition);
          if (type === 'job.cancelling' || type === 'job.cancelled') expect(reason).toBe(job.cancelReason);
          else if (type === 'job.failed') expect(reason).toBe(job.error?.code);
          else if (type === 'job.requeued') expect(reason).toMatch(/^(retryable_error|shutdown|attempt_lost)$/);
          else expect(reason).toBeNull();
        }
      }),
      runs,
    );
  });
});
