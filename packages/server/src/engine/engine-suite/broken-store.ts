import { describe, expect, test } from 'vitest';
import { overriddenStore } from '../../test/overridden-store.ts';
import type { EngineFixture } from './engine-fixture.ts';

export function describeBrokenStore(given: EngineFixture): void {
  const { becomes, command, engineWith, read, store } = given;

  describe('a store that cannot answer for a while', () => {
    test('delays jobs and loses none', async () => {
      let broken = false;
      const flaky = overriddenStore(store, {
        async due(...given) {
          if (broken) throw new Error('the store is away');
          return store.due(...given);
        },
        async claimDue(...given) {
          if (broken) throw new Error('the store is away');
          return store.claimDue(...given);
        },
        async overdue(...given) {
          if (broken) throw new Error('the store is away');
          return store.overdue(...given);
        },
      });
      const engine = await engineWith({ work: async () => {} }, { on: flaky });
      broken = true;
      const job = await engine.create(command('work'));
      await given.clock.advance(3000);
      expect((await read(job)).status).toBe('queued');
      expect(given.errors.length).toBeGreaterThan(0);
      given.errors.length = 0;

      broken = false;
      await given.clock.advance(2000);
      await becomes(job, 'completed');
    });
  });
}
