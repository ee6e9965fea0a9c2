import { describe, expect, test } from 'vitest';
import { type EngineFixture, retentionMs } from './engine-fixture.ts';
import { parked } from './handlers.ts';

export function describeRetention(given: EngineFixture): void {
  const { becomes, command, engineWith, history, read } = given;

  describe('retention', () => {
    test('a job is gone once it has expired, and an open job stays (F34)', async () => {
      const block = parked();
      const engine = await engineWith({ work: async () => {}, block: block.run });
      const open = await engine.create(command('block'));
      await block.began;
      const job = await engine.create(command('work'));
      const { expiresAt } = await becomes(job, 'completed');
      expect(expiresAt).toBe(given.clock.now() + retentionMs);

      await given.clock.jump(retentionMs - 2000);
      expect(await read(job)).not.toBeNull();
      await given.clock.advance(3000);

      expect(await read(job)).toBeNull();
      expect(await history(job)).toEqual([]);
      expect(await read(open)).not.toBeNull();
      block.letGo();
    });
  });
}
