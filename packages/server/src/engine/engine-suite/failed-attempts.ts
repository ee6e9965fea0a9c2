import { describe, expect, test } from 'vitest';
import { eventually } from '../../test/eventually.ts';
import { hostileErrors } from '../../test/hostile-errors.ts';
import { JobFailure } from '../job-failure.ts';
import type { EngineFixture } from './engine-fixture.ts';
import { parked } from './handlers.ts';

export function describeFailedAttempts(given: EngineFixture): void {
  const { becomes, command, engineWith, history, read, store } = given;

  describe('an attempt that fails', () => {
    test('retryably is followed by another after a rest, which is told what was emitted', async () => {
      const told: unknown[] = [];
      const engine = await engineWith({
        flaky: async ({ attempt, emitted, emit, progress }) => {
          told.push([attempt, [...emitted].sort()]);
          await progress({ total: 3 });
          await emit({ id: `item-${attempt}` }, { id: 'item-1' }, { id: 'shared' });
          if (attempt < 3) throw new JobFailure('busy', 'Try later.', { retryable: true });
        },
      });
      const job = await engine.create(command('flaky'));

      const first = await eventually('the first attempt ends', async () => {
        const now = await read(job);
        return now.attemptsSpent === 1 && now;
      });
      expect(first).toMatchObject({ status: 'queued', error: null, leaseOwner: null });
      expect(first.runnableAt - given.clock.now()).toBeGreaterThanOrEqual(500);
      expect(first.runnableAt - given.clock.now()).toBeLessThanOrEqual(1000);
      await given.clock.advance(499);
      expect((await read(job)).status).toBe('queued');
      await given.clock.advance(5000);

      expect(await becomes(job, 'completed')).toMatchObject({ attempt: 3, attemptsSpent: 2, progressCompleted: 4 });
      expect(told).toEqual([
        [1, []],
        [2, ['item-1', 'shared']],
        [3, ['item-1', 'item-2', 'shared']],
      ]);
      expect(await history(job)).toEqual([
        'job.queued',
        'job.started',
        'job.requeued (retryable_error)',
        'job.started',
        'job.requeued (retryable_error)',
        'job.started',
        'job.completed',
      ]);
    });

    test('retryably fails the job with its own error when no attempt remains', async () => {
      const engine = await engineWith({
        flaky: async () => {
          throw new JobFailure('busy', 'Try later.', { retryable: true, details: { queue: 7 } });
        },
      });
      const job = await engine.create(command('flaky', { maxAttempts: 2 }));
      await given.clock.advance(10_000);

      expect(await becomes(job, 'failed')).toMatchObject({
        attempt: 2,
        error: { code: 'busy', message: 'Try later.', retryable: true, details: { queue: 7 } },
      });
    });

    test('for good fails the job at once', async () => {
      const engine = await engineWith({
        broken: async ({ emit }) => {
          await emit({ id: 'a' });
          throw new JobFailure('broken', 'It broke.');
        },
      });
      const job = await engine.create(command('broken'));

      expect(await becomes(job, 'failed')).toMatchObject({
        attempt: 1,
        progressCompleted: 1,
        error: { code: 'broken', message: 'It broke.', retryable: false, details: null },
      });
      expect((await history(job)).at(-1)).toBe('job.failed (broken)');
    });

    const cyclic: Record<string, unknown> = {};
    cyclic.self = cyclic;
    test.each<{ given: string; thrown: unknown; want: object }>([
      {
        given: 'an error',
        thrown: new TypeError('no such file'),
        want: { code: 'handler_error', message: 'no such file' },
      },
      { given: 'a text', thrown: 'a text', want: { code: 'handler_error', message: 'a text' } },
      { given: 'undefined', thrown: undefined, want: { code: 'handler_error', message: 'undefined' } },
      { given: 'an object without text', thrown: Object.create(null), want: { code: 'handler_error' } },
      {
        given: 'a NUL and a lone surrogate',
        thrown: new Error('a\0b\ud800'),
        want: { message: 'a\ufffdb\ufffd' },
      },
      { given: 'a long message', thrown: new Error('é'.repeat(5000)), want: { message: `${'é'.repeat(999)}…` } },
      { given: 'an empty code', thrown: new JobFailure('', 'x'), want: { code: 'handler_error', message: 'x' } },
      { given: 'a long code', thrown: new JobFailure('x'.repeat(65), 'y'), want: { code: `${'x'.repeat(63)}…` } },
      {
        given: 'details that JSON cannot hold',
        thrown: new JobFailure('odd', 'x', { details: cyclic }),
        want: { code: 'odd', details: null },
      },
    ])('with $given fails the job and nothing else', async ({ thrown, want }) => {
      const neighbour = parked();
      const engine = await engineWith({
        broken: async () => {
          throw thrown;
        },
        neighbour: neighbour.run,
      });
      const other = await engine.create(command('neighbour'));
      await neighbour.began;
      const job = await engine.create(command('broken'));

      const { error } = await becomes(job, 'failed');

      expect(error).toMatchObject({ retryable: false, ...want });
      neighbour.letGo();
      await becomes(other, 'completed');
    });

    test('with what throws when it is looked at fails the job at once', async () => {
      const engine = await engineWith(
        Object.fromEntries(
          Object.values(hostileErrors).map((make, index) => [
            `hostile.${index}`,
            async () => {
              throw make();
            },
          ]),
        ),
      );
      for (const index of Object.keys(Object.values(hostileErrors))) {
        const job = await engine.create(command(`hostile.${index}`));
        expect(await becomes(job, 'failed')).toMatchObject({ attempt: 1, error: { retryable: false } });
      }
    });

    test('never shows its stack (S36)', async () => {
      const engine = await engineWith({
        broken: async () => {
          throw new Error('it broke');
        },
      });
      const job = await engine.create(command('broken'));

      expect(JSON.stringify((await becomes(job, 'failed')).error)).not.toContain('engine-suite');
    });

    test('may still emit errors of items that no database could take as they are', async () => {
      const engine = await engineWith({
        items: async ({ emit }) => {
          await emit({ id: 'a\0', error: { code: '', message: 'x\0' } });
        },
      });
      const job = await engine.create(command('items'));

      await becomes(job, 'completed');
      expect(await store.results(job.id, 0, 10)).toMatchObject([
        { itemId: 'a\ufffd', status: 'failed', error: { code: 'handler_error', message: 'x\ufffd', details: null } },
      ]);
    });
  });
}
