import { describe, expect, test } from 'vitest';
import type { Job } from '../../domain/job.ts';
import { eventually } from '../../test/eventually.ts';
import { JobFailure } from '../job-failure.ts';
import { type EngineFixture, graceMs } from './engine-fixture.ts';
import { parked, untilStopped } from './handlers.ts';

export function describeCancel(given: EngineFixture): void {
  const { becomes, cancel, command, engineWith, history, read } = given;

  describe('cancel', () => {
    test('of a queued job ends it at once, and it never runs (F7)', async () => {
      let ran = 0;
      const block = parked();
      const engine = await engineWith(
        {
          block: block.run,
          work: async () => {
            ran += 1;
          },
        },
        { concurrency: 1 },
      );
      const blocker = await engine.create(command('block'));
      await block.began;
      const job = await engine.create(command('work'));

      const cancelled = await cancel(engine, job, 'changed my mind');

      expect(cancelled).toMatchObject({
        status: 'cancelled',
        version: 2,
        attempt: 0,
        startedAt: null,
        cancelReason: 'changed my mind',
        cancelRequestedAt: given.clock.now(),
        cancelDeadlineAt: null,
        stoppedAt: null,
        cancelForced: false,
        error: null,
      });
      block.letGo();
      await becomes(blocker, 'completed');
      await given.clock.advance(5000);
      expect(ran).toBe(0);
      expect(await read(job)).toEqual(cancelled);
      expect(await history(job)).toEqual(['job.queued', 'job.cancelled (changed my mind)']);
    });

    test('of a job that waits for its time, or for its next attempt, ends it at once (F7, F8)', async () => {
      let runs = 0;
      const engine = await engineWith({
        flaky: async () => {
          runs += 1;
          throw new JobFailure('busy', 'Try later.', { retryable: true });
        },
      });
      const later = await engine.create(command('flaky', { scheduledFor: given.clock.now() + 60_000 }));
      const backingOff = await engine.create(command('flaky'));
      await eventually('the first attempt ends', async () => (await read(backingOff)).attemptsSpent === 1);

      expect(await cancel(engine, later)).toMatchObject({ status: 'cancelled', attempt: 0 });
      expect(await cancel(engine, backingOff)).toMatchObject({ status: 'cancelled', attempt: 1, stoppedAt: null });
      await given.clock.advance(120_000);
      expect(runs).toBe(1);
    });

    test('of a running job tells its worker, which stops at its next checkpoint', async () => {
      const engine = await engineWith({ work: untilStopped });
      const job = await engine.create(command('work'));
      await becomes(job, 'running');
      await given.clock.advance(2000);

      const cancelling = await cancel(engine, job, 'enough');

      expect(cancelling).toMatchObject({
        status: 'cancelling',
        cancelReason: 'enough',
        cancelRequestedAt: given.clock.now(),
        cancelDeadlineAt: given.clock.now() + graceMs,
        stoppedAt: null,
        finishedAt: null,
      });
      expect(await becomes(job, 'cancelled')).toMatchObject({
        version: cancelling.version + 1,
        stoppedAt: given.clock.now(),
        finishedAt: given.clock.now(),
        cancelForced: false,
        error: null,
      });
      expect(await history(job)).toEqual([
        'job.queued',
        'job.started',
        'job.cancelling (enough)',
        'job.cancelled (enough)',
      ]);
    });

    test('of one of many running jobs stops that one alone (F11)', async () => {
      const engine = await engineWith({ work: untilStopped }, { concurrency: 20 });
      const jobs = await Promise.all(Array.from({ length: 20 }, () => engine.create(command('work'))));
      for (const job of jobs) await becomes(job, 'running');
      const chosen = jobs[7] as Job;

      await cancel(engine, chosen);
      await becomes(chosen, 'cancelled');

      for (const job of jobs) if (job !== chosen) expect((await read(job)).status).toBe('running');
    });

    test('repeated while it is cancelling or cancelled moves nothing', async () => {
      const work = parked();
      const engine = await engineWith({ work: work.run });
      const job = await engine.create(command('work'));
      await work.began;
      const first = await cancel(engine, job, 'first');
      await given.clock.advance(1000);

      expect(await cancel(engine, job, 'second')).toEqual(first);
      const many = await Promise.all(Array.from({ length: 20 }, () => cancel(engine, job, 'again')));
      for (const again of many) expect(again).toEqual(first);

      work.letGo();
      const cancelled = await becomes(job, 'cancelled');
      expect(cancelled.cancelReason).toBe('first');
      expect(await cancel(engine, job, 'third')).toEqual(cancelled);
      expect(await history(job)).toHaveLength(4);
    });

    test('by many at the same time makes one cancel (F13)', async () => {
      const engine = await engineWith({ work: untilStopped });
      const job = await engine.create(command('work'));
      await becomes(job, 'running');

      const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => cancel(engine, job, `${index}`)));

      expect(new Set(answers.map(({ cancelReason }) => cancelReason)).size).toBe(1);
      expect(new Set(answers.map(({ cancelRequestedAt }) => cancelRequestedAt)).size).toBe(1);
      await becomes(job, 'cancelled');
      expect(await history(job)).toHaveLength(4);
    });

    test('of a job that ended otherwise is refused with the job as it ended', async () => {
      const engine = await engineWith({
        good: async () => {},
        bad: async () => {
          throw new JobFailure('broken', 'It broke.');
        },
        slow: untilStopped,
      });
      const good = await engine.create(command('good'));
      const bad = await engine.create(command('bad'));
      const slow = await engine.create(command('slow', { timeoutSeconds: 1 }));
      await becomes(good, 'completed');
      await becomes(bad, 'failed');
      await given.clock.advance(2000);
      await becomes(slow, 'expired');

      for (const job of [good, bad, slow]) {
        const ended = await read(job);
        await expect(cancel(engine, job)).rejects.toMatchObject({ name: 'JobAlreadyTerminalError', job: ended });
        expect(await read(job)).toEqual(ended);
      }
    });

    test('of an unknown job and of a foreign one are refused alike', async () => {
      const engine = await engineWith({ work: untilStopped });
      const job = await engine.create(command('work'));
      const running = await becomes(job, 'running');

      const foreign = await engine.cancel('org_two', job.id, null).catch((error: Error) => error);
      const unknown = await engine.cancel('org_two', 'job_none', null).catch((error: Error) => error);

      const withoutId = (error: unknown, id: string) => (error as Error).message.replaceAll(id, '…');
      expect(foreign).toMatchObject({ name: 'JobNotFoundError' });
      expect(withoutId(foreign, job.id)).toBe(withoutId(unknown, 'job_none'));
      expect(await read(job)).toEqual(running);
    });
  });
}
