import { describe, expect, test } from 'vitest';
import { turns } from '../../test/test-clock.ts';
import type { EngineFixture } from './engine-fixture.ts';
import { parked } from './handlers.ts';

export function describeOrder(given: EngineFixture): void {
  const { becomes, command, engineWith } = given;

  describe('which job runs next', () => {
    test('is the one with the highest priority, then the oldest', async () => {
      const order: string[] = [];
      const block = parked();
      const engine = await engineWith(
        {
          block: block.run,
          work: async ({ jobId }) => {
            order.push(jobId);
          },
        },
        { concurrency: 1 },
      );
      await engine.create(command('block'));
      await block.began;
      const low = await engine.create(command('work', { priority: 0 }));
      const usual = await engine.create(command('work'));
      await given.clock.advance(10);
      const later = await engine.create(command('work', { priority: 5 }));
      const high = await engine.create(command('work', { priority: 9 }));

      block.letGo();
      await becomes(low, 'completed');

      expect(order).toEqual([high.id, usual.id, later.id, low.id]);
    });

    test('never more run at the same time than there are slots, and every job runs once', async () => {
      let running = 0;
      let most = 0;
      const runs = new Map<string, number>();
      const engine = await engineWith(
        {
          work: async ({ jobId }) => {
            running += 1;
            most = Math.max(most, running);
            runs.set(jobId, (runs.get(jobId) ?? 0) + 1);
            // Of different lengths, so that slots become free one at a time.
            await turns(1 + (Number(jobId.slice(-2)) % 7));
            running -= 1;
          },
        },
        { concurrency: 3 },
      );
      const jobs = await Promise.all(Array.from({ length: 50 }, () => engine.create(command('work'))));
      for (const job of jobs) await becomes(job, 'completed');

      expect(most).toBe(3);
      expect([...runs.values()]).toEqual(jobs.map(() => 1));
    });
  });
}
