import { describe, expect, test } from 'vitest';
import { eventually } from '../../test/eventually.ts';
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

    test('of jobs that become due in the same second is by priority, then by the time they became due (F52)', async () => {
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
      const second = given.clock.now() + 60_000;
      const jobs = await Promise.all(
        Array.from({ length: given.burst }, (_, index) =>
          engine.create(command('work', { priority: (index * 7) % 10, scheduledFor: second + ((index * 37) % 1000) })),
        ),
      );
      await given.clock.advance(61_000);

      block.letGo();
      await eventually('all have run', async () => order.length === jobs.length);

      const due = jobs.toSorted(
        (one, other) =>
          other.priority - one.priority || one.runnableAt - other.runnableAt || (one.id < other.id ? -1 : 1),
      );
      expect(order).toEqual(due.map(({ id }) => id));
    });

    test('is one of another organization in turn, however many of the first one wait (F48)', async () => {
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
      const many = await Promise.all(
        Array.from({ length: 20 }, () => engine.create(command('work', { organizationId: 'org_many', priority: 9 }))),
      );
      const few = await engine.create(command('work', { organizationId: 'org_few', priority: 0 }));
      const urgent = await engine.create(command('work', { organizationId: 'org_two', priority: 9 }));
      const usual = await engine.create(command('work', { organizationId: 'org_two' }));

      block.letGo();
      await eventually('all have run', async () => order.length === many.length + 3);

      expect(order.slice(0, 5)).toContain(few.id);
      expect(order.slice(0, 3)).toContain(urgent.id);
      expect(order.indexOf(urgent.id)).toBeLessThan(order.indexOf(usual.id));
      expect(order.slice(0, 6)).toContain(usual.id);
      expect(order.filter((id) => many.some((job) => job.id === id))).toEqual(many.map(({ id }) => id));
    });

    test('leaves the slots to whoever has work, and gives the next free one to who holds fewest', async () => {
      const running = new Map<string, string>();
      const gates: (() => void)[] = [];
      const engine = await engineWith(
        {
          work: async ({ jobId, signal }) => {
            running.set(jobId, jobId);
            await new Promise<void>((resolve) => {
              gates.push(resolve);
              signal.addEventListener('abort', () => resolve());
            });
            running.delete(jobId);
          },
        },
        { concurrency: 4 },
      );
      const many = await Promise.all(
        Array.from({ length: 10 }, () => engine.create(command('work', { organizationId: 'org_many' }))),
      );
      await eventually('every slot is used', async () => running.size === 4);
      const few = await Promise.all(
        Array.from({ length: 3 }, () => engine.create(command('work', { organizationId: 'org_few', priority: 0 }))),
      );

      for (const gate of gates.splice(0, 2)) gate();
      await eventually(
        'the other organization has two',
        async () => few.filter(({ id }) => running.has(id)).length === 2,
      );
      expect(many.filter(({ id }) => running.has(id))).toHaveLength(2);
    });

    test('never more run at the same time than there are slots, and every job runs once', async () => {
      let running = 0;
      let most = 0;
      const allAtWork = Promise.withResolvers<void>();
      const runs = new Map<string, number>();
      const engine = await engineWith(
        {
          work: async ({ jobId }) => {
            running += 1;
            most = Math.max(most, running);
            runs.set(jobId, (runs.get(jobId) ?? 0) + 1);
            if (running === 3) allAtWork.resolve();
            // However long the store takes to hand out the next one.
            await allAtWork.promise;
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
