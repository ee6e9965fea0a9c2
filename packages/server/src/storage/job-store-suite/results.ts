import { jobStatuses } from '@jobwire/contract/lifecycle';
import { describe, expect, test } from 'vitest';
import type { JobStore } from '../../domain/job-store.ts';
import { everyTransition, jobIn } from '../../test/every-transition.ts';
import { newResult } from '../../test/new-result.ts';
import { find } from './stored-jobs.ts';

export function describeResults(store: JobStore): void {
  describe('results', () => {
    test('they are numbered from 0 without gaps, in order of arrival, and counted', async () => {
      const job = await jobIn(store, 'running');
      const error = { code: 'unreadable', message: 'Not a PDF.', retryable: false, details: { page: 3 } };

      await store.appendResults(job.id, 1, [newResult({ itemId: 'a', output: '{"n":1}' }), newResult()]);
      const counted = await store.appendResults(job.id, 1, [
        newResult({ itemId: 'b', status: 'failed', output: null, error }),
      ]);

      expect(counted).toMatchObject({ progressCompleted: 2, progressFailed: 1, version: job.version + 2 });
      expect(await find(store, job)).toEqual(counted);
      expect(await store.results(job.id, 0, 10)).toEqual([
        { index: 0, itemId: 'a', status: 'completed', output: '{"n":1}', error: null, createdAt: 1_000_001 },
        { index: 1, itemId: null, status: 'completed', output: 'null', error: null, createdAt: 1_000_001 },
        { index: 2, itemId: 'b', status: 'failed', output: null, error, createdAt: 1_000_001 },
      ]);
      expect((await store.results(job.id, 1, 1)).map(({ index }) => index)).toEqual([1]);
      expect(await store.resultSizes(job.id, 0, 2)).toEqual([8, 4]);
      expect((await store.emittedItemIds(job.id)).toSorted()).toEqual(['a', 'b']);
    });

    test('an item id that the job already has changes nothing, within one call and over calls', async () => {
      const job = await jobIn(store, 'running');

      const first = await store.appendResults(job.id, 1, [
        newResult({ itemId: 'a', output: '1' }),
        newResult({ itemId: 'a', output: '2' }),
        newResult({ itemId: 'b', output: '3' }),
      ]);
      const again = await store.appendResults(job.id, 1, [newResult({ itemId: 'b', status: 'failed', output: null })]);
      const mixed = await store.appendResults(job.id, 1, [
        newResult({ itemId: 'a', output: '4' }),
        newResult({ itemId: 'c', output: '5' }),
      ]);

      expect(first).toMatchObject({ progressCompleted: 2, progressFailed: 0 });
      expect(again).toEqual(first);
      expect(mixed).toMatchObject({ progressCompleted: 3, progressFailed: 0, version: (first?.version ?? 0) + 1 });
      const stored = await store.results(job.id, 0, 10);
      expect(stored.map(({ index, itemId, output }) => [index, itemId, output])).toEqual([
        [0, 'a', '1'],
        [1, 'b', '3'],
        [2, 'c', '5'],
      ]);
    });

    test('an item id may be as long as its author likes', async () => {
      const job = await jobIn(store, 'running');
      // Of what no index of a database could press into a page.
      const long = Array.from({ length: 20_000 }, (_, index) =>
        String.fromCharCode(0x4e00 + ((index * 7919) % 20_000)),
      ).join('');

      await store.appendResults(job.id, 1, [newResult({ itemId: `${long}a` }), newResult({ itemId: `${long}b` })]);
      const again = await store.appendResults(job.id, 1, [
        newResult({ itemId: `${long}a` }),
        newResult({ itemId: long }),
      ]);

      expect(again).toMatchObject({ progressCompleted: 3 });
      expect(await store.emittedItemIds(job.id)).toHaveLength(3);
      expect((await store.results(job.id, 0, 10)).map(({ itemId }) => itemId)).toEqual([`${long}a`, `${long}b`, long]);
    });

    test('an item id belongs to its job alone', async () => {
      const one = await jobIn(store, 'running');
      const other = await jobIn(store, 'running');

      await store.appendResults(one.id, 1, [newResult({ itemId: 'a' })]);

      expect(await store.appendResults(other.id, 1, [newResult({ itemId: 'a' })])).toMatchObject({
        progressCompleted: 1,
      });
    });

    test.each(jobStatuses.map((status) => ({ status, accepted: status === 'running' || status === 'cancelling' })))(
      'a job that is $status takes new results: $accepted',
      async ({ status, accepted }) => {
        const job = await jobIn(store, status);

        const written = await store.appendResults(job.id, job.attempt, [newResult({ itemId: 'late' })]);

        expect(written !== null).toBe(accepted);
        expect((await store.appendResults(job.id, job.attempt, [])) !== null).toBe(accepted);
        expect(await store.results(job.id, 0, 10)).toHaveLength(accepted ? 1 : 0);
        if (!accepted) expect(await find(store, job)).toEqual(job);
      },
    );

    test('an old attempt may not write, not even what is there already', async () => {
      const job = await jobIn(store, 'running');
      await store.appendResults(job.id, 1, [newResult({ itemId: 'a' })]);
      await store.transition(job.id, everyTransition.requeued[1]({ now: 1_000_002, attempt: 1 }));
      const second = await store.transition(job.id, everyTransition.claimed[0]({ now: 1_000_002, attempt: 1 }));

      expect(await store.appendResults(job.id, 1, [newResult({ itemId: 'b' })])).toBeNull();
      expect(await store.appendResults(job.id, 1, [newResult({ itemId: 'a' })])).toBeNull();
      expect(await store.appendResults(job.id, 1, [])).toBeNull();
      expect(await store.appendResults(job.id, 3, [newResult({ itemId: 'b' })])).toBeNull();
      expect(await store.results(job.id, 0, 10)).toHaveLength(1);
      expect(await find(store, job)).toEqual(second);
      expect(await store.appendResults(job.id, 2, [newResult({ itemId: 'a' })])).toEqual(second);
    });

    test('appends that run at the same time leave no gap and count each result once', async () => {
      const job = await jobIn(store, 'running');

      await Promise.all(
        Array.from({ length: 30 }, (_, index) =>
          store.appendResults(job.id, 1, [newResult({ itemId: `item-${index % 20}` }), newResult()]),
        ),
      );

      const stored = await store.results(job.id, 0, 1000);
      expect(stored.map(({ index }) => index)).toEqual(Array.from({ length: 50 }, (_, index) => index));
      expect(new Set(stored.flatMap(({ itemId }) => itemId ?? [])).size).toBe(20);
      expect(await find(store, job)).toMatchObject({ progressCompleted: 50 });
    });
  });
}
