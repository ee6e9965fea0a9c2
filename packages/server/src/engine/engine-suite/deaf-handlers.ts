import { describe, expect, test } from 'vitest';
import { eventually } from '../../test/eventually.ts';
import { turns } from '../../test/test-clock.ts';
import { type EngineFixture, graceMs } from './engine-fixture.ts';
import { parked, untilStopped } from './handlers.ts';

export function describeDeafHandlers(given: EngineFixture): void {
  const { becomes, cancel, command, engineWith, history, read } = given;

  describe('a handler that ignores its signal', () => {
    test('is ended at the grace bound, its slot is free, and its real end is noted (F14)', async () => {
      const deaf = parked();
      const engine = await engineWith({ deaf: deaf.run, next: untilStopped }, { concurrency: 1 });
      const job = await engine.create(command('deaf'));
      await deaf.began;
      await cancel(engine, job);
      const next = await engine.create(command('next'));

      await given.clock.advance(graceMs - 1000);
      expect((await read(job)).status).toBe('cancelling');
      expect((await read(next)).status).toBe('queued');

      await given.clock.advance(2000);
      const forced = await becomes(job, 'cancelled');
      expect(forced).toMatchObject({ cancelForced: true, stoppedAt: null, error: null });
      expect((forced.finishedAt ?? 0) - (forced.cancelDeadlineAt ?? 0)).toBeLessThanOrEqual(5000);
      await becomes(next, 'running');

      await given.clock.advance(60_000);
      deaf.letGo();
      const stopped = await eventually('its stop is noted', async () => {
        const now = await read(job);
        return now.stoppedAt !== null && now;
      });
      expect(stopped).toEqual({ ...forced, version: forced.version + 1, stoppedAt: given.clock.now() });
      expect((await history(job)).at(-1)).toBe('job.cancelled');
    });

    test('is fenced at its deadline, its slot is free, and nothing of it is noted later', async () => {
      const refused = Promise.withResolvers<unknown>();
      const deaf = parked(async ({ emit }) => {
        await emit({ id: 'late' }).catch(refused.resolve);
      });
      const engine = await engineWith({ deaf: deaf.run, next: untilStopped }, { concurrency: 1 });
      const job = await engine.create(command('deaf', { timeoutSeconds: 10 }));
      const run = await deaf.began;
      const next = await engine.create(command('next'));

      await given.clock.advance(11_000);

      const expired = await becomes(job, 'expired');
      expect(run.signal.reason).toMatchObject({ stopReason: 'expired' });
      await becomes(next, 'running');
      deaf.letGo();
      expect(await refused.promise).toMatchObject({ stopReason: 'expired' });
      await turns(20);
      expect(await read(job)).toEqual(expired);
    });
  });
}
