import { describe, expect, test } from 'vitest';
import type { SharedWords } from '../../domain/shared-words.ts';
import { cancelledInQueue } from '../../domain/transition.ts';
import { overriddenStore } from '../../test/overridden-store.ts';
import { turns } from '../../test/test-clock.ts';
import { type EngineFixture, retentionMs } from './engine-fixture.ts';

export function describeChangesElsewhere(given: EngineFixture): void {
  const { command, engineWith, store } = given;

  describe('a job that another process changes while no words arrive', () => {
    const deaf: SharedWords = { tellChanged() {}, tellRunnable() {}, listen() {}, areHeard: false };

    test('is brought to those who wait for it, as long as the engine runs', async () => {
      // It hears of nothing that is written, as if that were done in another process.
      const elsewhere = overriddenStore(store, { observe() {} });
      const engine = await engineWith({ work: async () => {} }, { on: elsewhere, words: deaf });
      const scheduledFor = given.clock.now() + 3_600_000;
      const job = await engine.create(command('work', { scheduledFor }));
      const waiting = engine.waitFor(job, { timeoutMs: 60_000, signals: [], until: ({ version }) => version > 1 });
      // The row is read once more in the beginning, which is not what brings the change.
      await given.clock.advance(0);

      const now = given.clock.now();
      await store.transition(job.id, cancelledInQueue({ now, reason: null, retentionMs }));
      await given.clock.advance(1000);

      expect(await Promise.race([waiting, turns(20)])).toMatchObject({ id: job.id, status: 'cancelled' });
      await engine.stop();
      expect(given.clock.pending).toBe(0);
    });
  });
}
