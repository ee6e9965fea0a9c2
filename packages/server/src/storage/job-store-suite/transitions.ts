import { isTerminal, type JobStatus, jobStatuses } from '@jobwire/contract/lifecycle';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Job } from '../../domain/job.ts';
import type { JobStore } from '../../domain/job-store.ts';
import { applyTransition, cancelAsked, claimed, deadlinePassed, workCompleted } from '../../domain/transition.ts';
import {
  everyTransition,
  graceMs,
  jobIn,
  leaseMs,
  retentionMs,
  transitionVariants,
} from '../../test/every-transition.ts';
import { fastCheckRuns } from '../../test/fast-check-runs.ts';
import { newJob } from '../../test/new-job.ts';
import { find } from './stored-jobs.ts';

export function describeTransitions(store: JobStore, histories: number): void {
  describe('transitions', () => {
    const sources = jobStatuses.map((status) => ({ status }));

    describe.each(sources)('of a job that is $status', ({ status }) => {
      test.each(transitionVariants)('%s does what it does to a value', async (_, make) => {
        const job = await jobIn(store, status, { deadlineAt: 1_000_010 });
        const later = job.createdAt + 10 * leaseMs;
        const transition = make({ now: later, attempt: job.attempt });
        const want = applyTransition(job, transition);

        expect(want !== null).toBe(transition.from === status);
        expect(await store.transition(job.id, transition)).toEqual(want);
        expect(await find(store, job)).toEqual(want ?? job);
      });
    });

    test.each(transitionVariants)('%s is refused when the attempt on the row is newer', async (_, make) => {
      const { from, attempt } = make({ now: 1, attempt: 1 });
      if (attempt === null) return;
      const job = await jobIn(store, 'queued', { deadlineAt: 1_000_010 });
      const again = await store.transition(job.id, everyTransition.claimed[0]({ now: 1_000_000, attempt: 0 }));
      const before =
        from === 'cancelling'
          ? await store.transition(job.id, everyTransition.cancelAsked[0]({ now: 1_000_000, attempt: 0 }))
          : again;

      const old = make({ now: 2_000_000, attempt: 1 });
      const tooNew = make({ now: 2_000_000, attempt: 3 });
      const right = make({ now: 2_000_000, attempt: 2 });

      expect(before?.status).toBe(from);
      expect(await store.transition(job.id, old)).toBeNull();
      expect(await store.transition(job.id, tooNew)).toBeNull();
      expect(await find(store, job)).toEqual(before);
      expect(await store.transition(job.id, right)).not.toBeNull();
    });

    test.each(transitionVariants)('%s is refused before it is due, and carried out at the instant', async (_, make) => {
      const { from, due } = make({ now: 1, attempt: 1 });
      if (due === null) return;
      const job = await jobIn(store, from, { runnableAt: 1_000_005, deadlineAt: 1_000_500 });
      const instant = job[due.member] as number;
      const early = make({ now: instant - 1, attempt: job.attempt });
      const onTime = make({ now: instant, attempt: job.attempt });

      expect(await store.transition(job.id, early)).toBeNull();
      expect(await find(store, job)).toEqual(job);
      expect(await store.transition(job.id, onTime)).toEqual(applyTransition(job, onTime));
    });

    test('a job without a deadline never passes it', async () => {
      const job = await jobIn(store, 'running');
      const never = deadlinePassed({ now: Number.MAX_SAFE_INTEGER, from: 'running', retentionMs });

      expect(await store.transition(job.id, never)).toBeNull();
    });

    test('each transition writes one event with the version it led to, a refused one none', async () => {
      const job = await store.create(newJob());
      const at = job.createdAt;
      const made = [
        everyTransition.claimed[0]({ now: at + 1, attempt: 0 }),
        everyTransition.requeued[0]({ now: at + 2, attempt: 1 }),
        everyTransition.claimed[0]({ now: at + 52, attempt: 1 }),
        everyTransition.workCompleted[0]({ now: at + 53, attempt: 1 }),
        everyTransition.cancelAsked[0]({ now: at + 54, attempt: 2 }),
        everyTransition.cancelAsked[0]({ now: at + 55, attempt: 2 }),
        everyTransition.stopConfirmed[0]({ now: at + 56, attempt: 2 }),
      ];
      await store.reportProgress(job.id, 0, { phase: 'not running yet' });
      for (const transition of made) {
        await store.transition(job.id, transition);
        await store.reportProgress(job.id, 1, { phase: 'first' });
      }

      expect(await store.events(job.id, 0, 100)).toEqual([
        event(job, 1, 'job.queued', at, null, 'queued', 0, null),
        event(job, 2, 'job.started', at + 1, 'queued', 'running', 1, null),
        event(job, 4, 'job.requeued', at + 2, 'running', 'queued', 1, 'retryable_error'),
        event(job, 5, 'job.started', at + 52, 'queued', 'running', 2, null),
        event(job, 6, 'job.cancelling', at + 54, 'running', 'cancelling', 2, 'no longer needed'),
        event(job, 7, 'job.cancelled', at + 56, 'cancelling', 'cancelled', 2, 'no longer needed'),
      ]);
      expect((await store.events(job.id, 4, 2)).map(({ sequence }) => sequence)).toEqual([5, 6]);
    });

    test('the event of a failure says the code of the error', async () => {
      const job = await jobIn(store, 'failed');

      expect((await store.events(job.id, 0, 100)).at(-1)).toMatchObject({ type: 'job.failed', reason: 'broken' });
    });

    test('random moves do to the stored job what they do to a value, and its events replay to its status', async () => {
      await fc.assert(
        fc.asyncProperty(newJobs, fc.array(moves, { minLength: 1, maxLength: 25 }), async (members, given) => {
          let want = await store.create(newJob(members));
          let accepted = 1;
          let now = want.createdAt;
          for (const { variant, later, attemptOffset } of given) {
            now += later;
            const [, make] = transitionVariants[variant] as (typeof transitionVariants)[number];
            const transition = make({ now, attempt: want.attempt + attemptOffset });
            const moved = applyTransition(want, transition);
            expect(await store.transition(want.id, transition)).toEqual(moved);
            want = moved ?? want;
            accepted += moved === null ? 0 : 1;
          }
          expect(await find(store, want)).toEqual(want);
          const events = await store.events(want.id, 0, 1000);
          expect(events).toHaveLength(accepted);
          expect(replayed(events)).toBe(want.status);
          expect(events.at(-1)?.sequence).toBe(want.version);
        }),
        fastCheckRuns(histories),
      );
    });

    test('of moves that race for one job exactly one wins (F21)', async () => {
      const now = 1_000_050;
      const racers = [
        workCompleted({ now, attempt: 1, retentionMs }),
        cancelAsked({ now, reason: null, graceMs }),
        everyTransition.workFailed[0]({ now, attempt: 1 }),
        everyTransition.requeued[0]({ now, attempt: 1 }),
        deadlinePassed({ now, from: 'running', retentionMs }),
      ];
      await fc.assert(
        fc.asyncProperty(fc.shuffledSubarray(racers, { minLength: 2 }), async (given) => {
          const job = await jobIn(store, 'running', { deadlineAt: now });

          const outcomes = await Promise.all(given.map((transition) => store.transition(job.id, transition)));

          const winners = outcomes.filter((outcome) => outcome !== null);
          expect(winners).toHaveLength(1);
          expect(await find(store, job)).toEqual(winners[0]);
          expect(await store.events(job.id, 0, 10)).toHaveLength(3);
        }),
        fastCheckRuns(Math.ceil(histories / 2)),
      );
    });

    test('of claims that race for one job exactly one wins', async () => {
      const job = await store.create(newJob());
      const claims = Array.from({ length: 20 }, (_, index) =>
        claimed({ now: job.createdAt, leaseOwner: `worker-${index}`, leaseExpiresAt: job.createdAt + leaseMs }),
      );

      const outcomes = await Promise.all(claims.map((claim) => store.transition(job.id, claim)));

      expect(outcomes.filter((outcome) => outcome !== null)).toHaveLength(1);
      expect(await find(store, job)).toMatchObject({ attempt: 1, version: 2 });
    });
  });
}

function event(
  job: Job,
  sequence: number,
  type: string,
  at: number,
  from: JobStatus | null,
  to: JobStatus,
  attempt: number,
  reason: string | null,
) {
  return { jobId: job.id, sequence, type, at, from, to, attempt, reason };
}

/** The status that a log leads to; fails where two events do not follow from each other. */
function replayed(events: readonly { from: JobStatus | null; to: JobStatus; sequence: number }[]): JobStatus | null {
  let status: JobStatus | null = null;
  let sequence = 0;
  for (const next of events) {
    expect(next.from).toBe(status);
    expect(next.sequence).toBeGreaterThan(sequence);
    expect(status === null || !isTerminal(status)).toBe(true);
    status = next.to;
    sequence = next.sequence;
  }
  return status;
}

const newJobs = fc.record({
  deadlineAt: fc.option(fc.integer({ min: 1_000_000, max: 1_001_000 })),
  runnableAt: fc.integer({ min: 1_000_000, max: 1_000_100 }),
});

const moves = fc.record({
  variant: fc.nat({ max: transitionVariants.length - 1 }),
  later: fc.constantFrom(0, 0, 1, 50, leaseMs),
  attemptOffset: fc.constantFrom(0, 0, 0, 0, -1, 1),
});
