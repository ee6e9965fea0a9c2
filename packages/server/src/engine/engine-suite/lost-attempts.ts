import { describe, expect, test } from 'vitest';
import type { Job } from '../../domain/job.ts';
import { claimed, requeued, requeuedByLoss } from '../../domain/transition.ts';
import { newJob } from '../../test/new-job.ts';
import { overriddenStore } from '../../test/overridden-store.ts';
import { turns } from '../../test/test-clock.ts';
import { type EngineFixture, leaseMs } from './engine-fixture.ts';
import { parked } from './handlers.ts';

export function describeLostAttempts(given: EngineFixture): void {
  const { becomes, cancel, command, engineWith, history, read, store } = given;

  describe('an attempt that is lost', () => {
    /** A job that a process which is dead now had claimed. */
    async function leftBehind(maxAttempts: number, cancelled = false): Promise<Job> {
      const job = await store.create(newJob({ type: 'work', maxAttempts, createdAt: given.clock.now() }));
      const now = given.clock.now();
      await store.transition(job.id, claimed({ now, leaseOwner: 'dead', leaseExpiresAt: now + leaseMs }));
      await store.appendResults(job.id, 1, [
        { itemId: 'a', status: 'completed', output: '1', error: null, createdAt: now },
      ]);
      if (cancelled) await cancel(await engineWith({}, { start: false }), job, 'before the crash');
      return job;
    }

    test('with its process is followed by another at the next start, which is told what was emitted', async () => {
      const job = await leftBehind(3);
      const told: unknown[] = [];
      await engineWith({
        work: async ({ attempt, emitted }) => {
          told.push([attempt, [...emitted]]);
        },
      });
      await given.clock.advance(1000);

      expect(await becomes(job, 'completed')).toMatchObject({ attempt: 2, attemptsSpent: 1, progressCompleted: 1 });
      expect(told).toEqual([[2, ['a']]]);
      expect(await history(job)).toContain('job.requeued (attempt_lost)');
    });

    test('with its process fails the job when it was the last', async () => {
      const job = await leftBehind(1);
      await engineWith({ work: async () => {} });

      expect(await becomes(job, 'failed')).toMatchObject({
        attempt: 1,
        error: { code: 'attempts_exhausted', retryable: true },
      });
    });

    test('with its process after a cancel ends the job as cancelled, and it does not run again', async () => {
      const job = await leftBehind(3, true);
      let ran = 0;
      await engineWith({
        work: async () => {
          ran += 1;
        },
      });

      expect(await becomes(job, 'cancelled')).toMatchObject({
        cancelReason: 'before the crash',
        cancelForced: false,
        stoppedAt: given.clock.now(),
        attempt: 1,
      });
      await given.clock.advance(10_000);
      expect(ran).toBe(0);
    });

    test('because its lease ran out is fenced, and the next one runs though the first never stopped', async () => {
      const first = parked(async ({ emit }) => {
        await emit({ id: 'late' });
      });
      let attempts = 0;
      const engine = await engineWith({
        work: (run) => {
          attempts += 1;
          return attempts === 1 ? first.run(run) : Promise.resolve();
        },
      });
      const job = await engine.create(command('work'));
      const run = await first.began;

      // The whole process slept past its lease.
      await given.clock.jump(2 * leaseMs);
      await given.clock.advance(3000);

      const completed = await becomes(job, 'completed');
      expect(completed).toMatchObject({ attempt: 2, attemptsSpent: 1 });
      expect(run.signal.reason).toMatchObject({ stopReason: 'fenced' });
      first.letGo();
      await turns(20);
      expect(await read(job)).toEqual(completed);
      expect(await store.results(job.id, 0, 10)).toEqual([]);
    });

    describe('while its process stands still between its claim and its handler', () => {
      /** Which attempts of a job have their handlers run, where `meanwhile` happens as the process stands still. */
      async function begun(meanwhile: (job: Job, now: number) => Promise<unknown>) {
        let stoodStillMs = 0;
        const now = () => given.clock.now() + stoodStillMs;
        // Its timers are as late as all else that it does.
        const clock = { now, schedule: given.clock.schedule.bind(given.clock) };
        const still = overriddenStore(store, {
          async input(jobId) {
            const input = await store.input(jobId);
            if (stoodStillMs === 0) {
              stoodStillMs = 2 * leaseMs;
              await meanwhile((await store.find('org_one', jobId)) as Job, now());
            }
            return input;
          },
        });
        const attempts: number[] = [];
        const work = async ({ attempt }: { attempt: number }) => void attempts.push(attempt);
        const engine = await engineWith({ work }, { on: still, clock });
        const job = await engine.create(command('work'));
        await given.clock.advance(3000);
        return { job, attempts };
      }

      test('never begins when another process has taken its job away', async () => {
        const { job, attempts } = await begun(({ id, attempt }, now) =>
          store.transition(id, requeuedByLoss({ now, attempt, runnableAt: now + 3_600_000 })),
        );

        expect(await read(job)).toMatchObject({ status: 'queued', attempt: 1, attemptsSpent: 1 });
        expect(attempts).toEqual([]);
      });

      test('begins late when nobody has', async () => {
        const { job, attempts } = await begun(async () => {});

        expect(await becomes(job, 'completed')).toMatchObject({ attempt: 1, attemptsSpent: 0 });
        expect(attempts).toEqual([1]);
      });
    });

    test('on purpose has to be one that runs here and has its job', async () => {
      const work = parked();
      const engine = await engineWith({ work: work.run });
      expect(await engine.loseAttempt('job_none')).toBe(false);
      const job = await engine.create(command('work'));
      await work.began;
      const now = given.clock.now();
      const runnableAt = now + 3_600_000;
      await store.transition(job.id, requeued({ now, attempt: 1, reason: 'shutdown', runnableAt }));

      expect(await engine.loseAttempt(job.id)).toBe(false);
      expect(await read(job)).toMatchObject({ status: 'queued', attemptsSpent: 0, runnableAt });
      work.letGo();
    });
  });
}
