import { describe, expect, test } from 'vitest';
import type { EngineFixture } from './engine-fixture.ts';
import { parked, untilStopped } from './handlers.ts';

export function describeDeadlinesAndSchedules(given: EngineFixture): void {
  const { becomes, cancel, command, engineWith, history, read } = given;

  describe('deadlines and schedules', () => {
    test('a job that waits past its deadline expires without having run', async () => {
      const block = parked();
      const engine = await engineWith({ block: block.run, work: async () => {} }, { concurrency: 1 });
      await engine.create(command('block'));
      await block.began;
      const job = await engine.create(command('work', { timeoutSeconds: 5 }));
      expect(job.deadlineAt).toBe(given.clock.now() + 5000);

      await given.clock.advance(6000);

      expect(await becomes(job, 'expired')).toMatchObject({ attempt: 0, startedAt: null, error: null });
      block.letGo();
      expect(await history(job)).toEqual(['job.queued', 'job.expired']);
    });

    test('a running job is told to stop at its deadline', async () => {
      const stopped = Promise.withResolvers<unknown>();
      const engine = await engineWith({
        work: async (run) => {
          await untilStopped(run).catch(stopped.resolve);
        },
      });
      const job = await engine.create(command('work', { timeoutSeconds: 5 }));
      await becomes(job, 'running');
      await given.clock.advance(6000);

      expect(await stopped.promise).toMatchObject({ stopReason: 'expired' });
      expect(await becomes(job, 'expired')).toMatchObject({ attempt: 1, error: null, cancelRequestedAt: null });
    });

    test('a deadline that passes while a job is cancelling changes nothing', async () => {
      const work = parked();
      const engine = await engineWith({ work: work.run });
      const job = await engine.create(command('work', { timeoutSeconds: 5 }));
      await work.began;
      const cancelling = await cancel(engine, job);

      await given.clock.advance(10_000);

      expect(await read(job)).toEqual({ ...cancelling, leaseExpiresAt: expect.any(Number) });
      work.letGo();
      await becomes(job, 'cancelled');
    });

    test('a scheduled job starts at its time and not before', async () => {
      const engine = await engineWith({ work: async () => {} });
      const at = given.clock.now() + 7300;
      const job = await engine.create(command('work', { scheduledFor: at }));
      expect(job).toMatchObject({ scheduledFor: at, runnableAt: at });

      await given.clock.advance(7299);
      expect((await read(job)).status).toBe('queued');
      await given.clock.advance(1);

      expect(await becomes(job, 'completed')).toMatchObject({ startedAt: at });
    });

    test('a scheduled job starts in time though others are scheduled all the while', async () => {
      const engine = await engineWith({ work: async () => {} });
      const at = given.clock.now() + 2000;
      const job = await engine.create(command('work', { scheduledFor: at }));
      for (let step = 0; step < 20; step += 1) {
        await engine.create(command('work', { scheduledFor: given.clock.now() + 3_600_000 }));
        await given.clock.advance(200);
      }

      expect(await becomes(job, 'completed')).toMatchObject({ startedAt: at });
    });

    test('a time in the past means now', async () => {
      const engine = await engineWith({ work: async () => {} });
      const job = await engine.create(command('work', { scheduledFor: 0 }));

      expect(await becomes(job, 'completed')).toMatchObject({ scheduledFor: 0, startedAt: given.clock.now() });
    });

    test.each<{ days: number; accepted: boolean }>([
      { days: 365, accepted: true },
      { days: 365.0001, accepted: false },
    ])('a schedule $days days ahead is accepted: $accepted', async ({ days, accepted }) => {
      const engine = await engineWith({ work: async () => {} });
      const creation = engine.create(command('work', { scheduledFor: given.clock.now() + days * 86_400_000 }));

      if (accepted) expect((await creation).status).toBe('queued');
      else await expect(creation).rejects.toMatchObject({ faults: [{ pointer: '/scheduled_for' }] });
    });

    test('a job whose deadline lies before its schedule expires without having run', async () => {
      let ran = 0;
      const engine = await engineWith({
        work: async () => {
          ran += 1;
        },
      });
      const at = given.clock.now() + 2500;
      const job = await engine.create(command('work', { scheduledFor: at, timeoutSeconds: 2 }));
      // Both pass within the time between two sweeps.
      const close = await engine.create(command('work', { scheduledFor: given.clock.now() + 2100, timeoutSeconds: 2 }));

      await given.clock.advance(5000);

      for (const late of [job, close]) expect(await becomes(late, 'expired')).toMatchObject({ attempt: 0 });
      expect(ran).toBe(0);
    });
  });
}
