import { describe, expect, test } from 'vitest';
import { eventually } from '../../test/eventually.ts';
import { overriddenStore } from '../../test/overridden-store.ts';
import { turns } from '../../test/test-clock.ts';
import { isJobStopped } from '../job-stopped.ts';
import { type EngineFixture, shutdownMs } from './engine-fixture.ts';
import { parked, type Run, untilStopped } from './handlers.ts';
import { lateClaims } from './late-claims.ts';

export function describeShutdown(given: EngineFixture): void {
  const { becomes, cancel, command, engineWith, history, read, store } = given;

  describe('a graceful shutdown', () => {
    test('requeues what runs without spending an attempt, and the next start goes on with it', async () => {
      const before = await engineWith({
        work: async (run) => {
          await run.emit({ id: 'a' });
          await untilStopped(run);
        },
      });
      const job = await before.create(command('work', { maxAttempts: 1 }));
      await eventually('it works', async () => (await read(job)).progressCompleted === 1);

      await before.stop();

      expect(await read(job)).toMatchObject({ status: 'queued', attempt: 1, attemptsSpent: 0, leaseOwner: null });
      expect((await history(job)).at(-1)).toBe('job.requeued (shutdown)');
      const told: unknown[] = [];
      await engineWith({
        work: async ({ attempt, emitted }) => {
          told.push([attempt, [...emitted]]);
        },
      });
      expect(await becomes(job, 'completed')).toMatchObject({ attempt: 2, attemptsSpent: 0 });
      expect(told).toEqual([[2, ['a']]]);
    });

    test('starts no job that waits, and lets a job that is about to end complete', async () => {
      let ran = 0;
      const last = parked();
      const engine = await engineWith(
        {
          last: last.run,
          work: async () => {
            ran += 1;
          },
        },
        { concurrency: 1 },
      );
      const ending = await engine.create(command('last'));
      await last.began;
      const waiting = await engine.create(command('work'));

      const stopped = engine.stop();
      last.letGo();
      await stopped;

      expect((await read(ending)).status).toBe('completed');
      expect((await read(waiting)).status).toBe('queued');
      await given.clock.advance(5000);
      expect(ran).toBe(0);
    });

    test('reaches a job that is being claimed at that moment', async () => {
      const late = lateClaims(store);
      const engine = await engineWith({ work: untilStopped }, { on: late.store });
      const job = await engine.create(command('work'));
      await late.claimed;

      const stopped = engine.stop();
      late.goOn();
      await stopped;

      expect(await read(job)).toMatchObject({ status: 'queued', attempt: 1, attemptsSpent: 0 });
    });

    test('leaves behind what does not stop in time, which goes on at the next start and cannot write any more', async () => {
      const refused = Promise.withResolvers<unknown>();
      const deaf = parked(async ({ emit }) => {
        await emit({ id: 'late' }).catch(refused.resolve);
      });
      const before = await engineWith({ work: deaf.run });
      const job = await before.create(command('work', { maxAttempts: 1 }));
      await deaf.began;

      const stopped = before.stop();
      await given.clock.advance(shutdownMs - 1);
      expect((await read(job)).status).toBe('running');
      await given.clock.advance(1);
      await stopped;

      expect(await read(job)).toMatchObject({ status: 'queued', attempt: 1, attemptsSpent: 0 });
      expect((await history(job)).at(-1)).toBe('job.requeued (shutdown)');
      deaf.letGo();
      expect(isJobStopped(await refused.promise)).toBe(true);
      await engineWith({ work: async () => {} });
      expect(await becomes(job, 'completed')).toMatchObject({ attempt: 2, progressCompleted: 0 });
    });

    test.each([5000, 1])(
      'lets a job that ends within a drain of %i ms complete, without a word to it (F25)',
      async (drainMs) => {
        const short = parked(async ({ signal, checkpoint, emit }) => {
          expect(signal.aborted).toBe(false);
          await checkpoint();
          await emit({ id: 'last' });
        });
        const engine = await engineWith({ work: short.run }, { drainMs });
        const job = await engine.create(command('work'));
        await short.began;

        const stopped = engine.stop();
        await given.clock.advance(drainMs - 1);
        short.letGo();
        await stopped;

        expect(await read(job)).toMatchObject({ status: 'completed', attempt: 1, progressCompleted: 1 });
      },
    );

    test('tells a job that goes on past the drain to stop, which costs it no attempt (F25)', async () => {
      const began = Promise.withResolvers<void>();
      const work: Run = (run) => {
        began.resolve();
        return untilStopped(run);
      };
      const engine = await engineWith({ work }, { drainMs: 5000 });
      const job = await engine.create(command('work', { maxAttempts: 1 }));
      // A row that is claimed says nothing of its handler, without which nothing is drained.
      await began.promise;

      const stopped = engine.stop();
      await given.clock.advance(4999);
      expect((await read(job)).status).toBe('running');
      await given.clock.advance(1);
      await stopped;

      expect(await read(job)).toMatchObject({ status: 'queued', attempt: 1, attemptsSpent: 0, leaseOwner: null });
      expect((await history(job)).at(-1)).toBe('job.requeued (shutdown)');
    });

    test('begins no attempt during the drain, also not one that was about to (F25)', async () => {
      const late = lateClaims(store);
      let ran = 0;
      const count: Run = async () => {
        ran += 1;
      };
      const engine = await engineWith({ work: count }, { on: late.store, drainMs: 5000 });
      const job = await engine.create(command('work'));
      await late.claimed;

      const stopped = engine.stop();
      late.goOn();
      await stopped;

      expect(ran).toBe(0);
      expect(await read(job)).toMatchObject({ status: 'queued', attemptsSpent: 0 });
    });

    test('ends at once when nothing runs, however long the drain', async () => {
      const engine = await engineWith({}, { drainMs: 3_600_000 });
      await engine.stop();

      expect(given.clock.pending).toBe(0);
    });

    test('ends only when the sweep that is under way has', async () => {
      const swept = Promise.withResolvers<void>();
      let isSlow = false;
      const slow = overriddenStore(store, {
        async overdue(...given) {
          if (isSlow) await swept.promise;
          return store.overdue(...given);
        },
      });
      const engine = await engineWith({}, { on: slow });
      isSlow = true;
      await given.clock.advance(1000);

      let hasStopped = false;
      const stopped = engine.stop().then(() => {
        hasStopped = true;
      });
      await turns(20);
      expect(hasStopped).toBe(false);
      swept.resolve();
      await stopped;

      // Nor does it begin another one.
      expect(given.clock.pending).toBe(0);
    });

    test('keeps the promise of a cancel', async () => {
      const work = parked(async ({ signal }) => {
        throw signal.reason;
      });
      const engine = await engineWith({ work: work.run });
      const job = await engine.create(command('work'));
      await work.began;
      await cancel(engine, job);

      const stopped = engine.stop();
      work.letGo();
      await stopped;

      expect((await read(job)).status).toBe('cancelled');
    });

    test('leaves nothing behind that looks for work', async () => {
      let looks = 0;
      const counting = overriddenStore(store, {
        due(...given) {
          looks += 1;
          return store.due(...given);
        },
        nextDueAt(...given) {
          looks += 1;
          return store.nextDueAt(...given);
        },
      });
      const engine = await engineWith({ work: untilStopped }, { on: counting });
      const job = await engine.create(command('work'));
      await becomes(job, 'running');
      await engine.stop();

      looks = 0;
      await turns(50);
      await given.clock.advance(10_000);
      expect(looks).toBe(0);
    });
  });
}
