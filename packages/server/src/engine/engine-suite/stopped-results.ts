import { describe, expect, test } from 'vitest';
import { eventually } from '../../test/eventually.ts';
import { isJobStopped } from '../job-stopped.ts';
import { type EngineFixture, graceMs } from './engine-fixture.ts';
import { parked } from './handlers.ts';

export function describeStoppedResults(given: EngineFixture): void {
  const { becomes, cancel, command, engineWith, read, store } = given;

  describe('results of a job that is stopped', () => {
    test('are kept up to the stop, and taken while it is cancelling', async () => {
      const before = Promise.withResolvers<void>();
      const engine = await engineWith({
        work: async ({ emit, signal }) => {
          await emit({ id: 'a' });
          before.resolve();
          await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
          await emit({ id: 'b' });
          throw signal.reason;
        },
      });
      const job = await engine.create(command('work'));
      await before.promise;
      await cancel(engine, job);

      expect(await becomes(job, 'cancelled')).toMatchObject({ progressCompleted: 2 });
      expect((await store.results(job.id, 0, 10)).map(({ itemId }) => itemId)).toEqual(['a', 'b']);
    });

    test('are refused after it was ended by force, and every way to write throws that it is stopped', async () => {
      const thrown: unknown[] = [];
      const ended = Promise.withResolvers<void>();
      const work = parked(async ({ emit, progress, checkpoint, signal }) => {
        for (const write of [() => emit({ id: 'late' }), () => progress({ phase: 'late' }), checkpoint]) {
          await write().catch((error: unknown) => thrown.push(error));
        }
        thrown.push(signal.reason);
        ended.resolve();
      });
      const engine = await engineWith({ work: work.run });
      const job = await engine.create(command('work'));
      await (await work.began).emit({ id: 'early' });
      await cancel(engine, job);
      await given.clock.advance(graceMs + 1000);
      const forced = await becomes(job, 'cancelled');

      work.letGo();
      await ended.promise;

      expect(thrown.map(isJobStopped)).toEqual([true, true, true, true]);
      expect(thrown).toEqual(thrown.map(() => expect.objectContaining({ stopReason: 'cancelled' })));
      const stopped = await eventually('its stop is noted', async () => {
        const now = await read(job);
        return now.stoppedAt !== null && now;
      });
      expect(stopped).toEqual({ ...forced, version: forced.version + 1, stoppedAt: given.clock.now() });
      expect((await store.results(job.id, 0, 10)).map(({ itemId }) => itemId)).toEqual(['early']);
    });
  });
}
