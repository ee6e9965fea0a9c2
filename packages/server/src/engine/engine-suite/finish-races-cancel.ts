import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eventually } from '../../test/eventually.ts';
import { fastCheckRuns } from '../../test/fast-check-runs.ts';
import { overriddenStore } from '../../test/overridden-store.ts';
import { turns } from '../../test/test-clock.ts';
import { JobFailure } from '../job-failure.ts';
import { type EngineFixture, graceMs } from './engine-fixture.ts';
import { parked, untilStopped } from './handlers.ts';

export function describeFinishRacesCancel(given: EngineFixture): void {
  const { becomes, cancel, command, engineWith, read, store } = given;

  describe('when a finish races a cancel', () => {
    test('a cancel that was accepted first is kept for ever (F9)', async () => {
      const work = parked();
      const engine = await engineWith({ work: work.run });
      const job = await engine.create(command('work'));
      await work.began;

      expect(await cancel(engine, job)).toMatchObject({ status: 'cancelling' });
      work.letGo();

      const cancelled = await becomes(job, 'cancelled');
      expect(cancelled).toMatchObject({ cancelForced: false, stoppedAt: given.clock.now(), error: null });
      await given.clock.advance(2 * graceMs);
      expect(await read(job)).toEqual(cancelled);
    });

    test('a cancelled job stays cancelled when its worker fails afterwards, retryably or not', async () => {
      for (const retryable of [true, false]) {
        const work = parked(async () => {
          throw new JobFailure('late', 'Too late.', { retryable });
        });
        const engine = await engineWith({ work: work.run });
        const job = await engine.create(command('work'));
        await work.began;
        await cancel(engine, job);
        work.letGo();

        expect(await becomes(job, 'cancelled')).toMatchObject({ error: null, attempt: 1, attemptsSpent: 0 });
      }
    });

    test('a finish that was written first is told to the cancel, which read the job before', async () => {
      const work = parked();
      const reading = Promise.withResolvers<void>();
      const goOn = Promise.withResolvers<void>();
      let late = true;
      const slowReader = overriddenStore(store, {
        async find(organization, jobId) {
          const found = await store.find(organization, jobId);
          if (late) {
            late = false;
            reading.resolve();
            await goOn.promise;
          }
          return found;
        },
      });
      const engine = await engineWith({ work: work.run }, { on: slowReader });
      const job = await engine.create(command('work'));
      await work.began;

      const outcome = cancel(engine, job).catch((error: unknown) => error);
      await reading.promise;
      work.letGo();
      const completed = await becomes(job, 'completed');
      goOn.resolve();

      expect(await outcome).toMatchObject({ name: 'JobAlreadyTerminalError', job: completed });
      expect(await read(job)).toEqual(completed);
    });

    test('a claim that comes between the look and the cancel still ends as cancelled', async () => {
      const reading = Promise.withResolvers<void>();
      const goOn = Promise.withResolvers<void>();
      let late = true;
      const slowReader = overriddenStore(store, {
        async find(organization, jobId) {
          const found = await store.find(organization, jobId);
          if (late) {
            late = false;
            reading.resolve();
            await goOn.promise;
          }
          return found;
        },
      });
      const block = parked();
      const engine = await engineWith({ block: block.run, work: untilStopped }, { on: slowReader, concurrency: 1 });
      await engine.create(command('block'));
      await block.began;
      const job = await engine.create(command('work'));

      const outcome = cancel(engine, job);
      await reading.promise;
      block.letGo();
      await becomes(job, 'running');
      goOn.resolve();

      expect(await outcome).toMatchObject({ status: 'cancelling' });
      await becomes(job, 'cancelled');
    });

    test('exactly one wins, whatever the order of their steps (F10)', async () => {
      const outcomes = new Set<string>();
      await fc.assert(
        fc.asyncProperty(
          fc.nat({ max: 6 }),
          fc.nat({ max: 6 }),
          fc.boolean(),
          async (beforeFinish, beforeCancel, emits) => {
            const work = parked(async ({ emit }) => (emits ? emit({ id: 'last' }) : undefined));
            const engine = await engineWith({ work: work.run });
            const job = await engine.create(command('work'));
            await work.began;

            const finish = turns(beforeFinish).then(work.letGo);
            const answer = await turns(beforeCancel)
              .then(() => cancel(engine, job))
              .catch((error: unknown) => error as Error);
            await finish;
            const ended = await eventually('it ends', async () => {
              const now = await read(job);
              return now.finishedAt !== null && now;
            });

            if (answer instanceof Error)
              expect([answer.name, ended.status]).toEqual(['JobAlreadyTerminalError', 'completed']);
            else expect(ended.status).toBe('cancelled');
            expect(await store.results(job.id, 0, 10)).toHaveLength(ended.progressCompleted);
            outcomes.add(ended.status);
            await engine.stop();
          },
        ),
        fastCheckRuns(given.races),
      );
      expect([...outcomes].sort()).toEqual(['cancelled', 'completed']);
    });
  });
}
