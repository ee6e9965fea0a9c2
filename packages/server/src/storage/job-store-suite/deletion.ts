import { isTerminal, jobStatuses } from '@jobwire/contract/lifecycle';
import { describe, expect, test } from 'vitest';
import type { Job } from '../../domain/job.ts';
import type { JobStore } from '../../domain/job-store.ts';
import { everyTransition, jobIn } from '../../test/every-transition.ts';
import { newJob } from '../../test/new-job.ts';
import { newResult } from '../../test/new-result.ts';
import { find, listed } from './stored-jobs.ts';

export function describeDeletion(store: JobStore): void {
  describe('delete and purge', () => {
    test.each(jobStatuses.map((status) => ({ status, deleted: isTerminal(status) })))(
      'a job that is $status can be deleted: $deleted',
      async ({ status, deleted }) => {
        const job = await jobIn(store, status, { metadata: { team: 'red' } });

        expect(await store.delete('org_two', job.id)).toBe(false);
        expect(await find(store, job)).toEqual(job);
        expect(await store.delete('org_one', job.id)).toBe(deleted);
        expect(await find(store, job)).toEqual(deleted ? null : job);
      },
    );

    test('nothing of a deleted job is left, and other jobs keep theirs', async () => {
      const [gone, kept] = [await jobIn(store, 'running', { metadata: { a: '1' } }), await jobIn(store, 'running')];
      for (const job of [gone, kept]) await store.appendResults(job.id, 1, [newResult({ itemId: 'a' })]);
      await store.transition(gone.id, everyTransition.workCompleted[0]({ now: 1_000_001, attempt: 1 }));
      await store.delete('org_one', gone.id);

      expect(await store.input(gone.id)).toBeNull();
      expect(await store.results(gone.id, 0, 10)).toEqual([]);
      expect(await store.events(gone.id, 0, 10)).toEqual([]);
      expect(await store.emittedItemIds(gone.id)).toEqual([]);
      expect(await listed(store, { metadata: [['a', '1']] })).toEqual([]);
      expect(await store.delete('org_one', gone.id)).toBe(false);
      expect([await store.input(kept.id), (await store.results(kept.id, 0, 10)).length]).toEqual(['{}', 1]);
      // The id is as free as one that never was.
      expect((await store.create(newJob({ id: gone.id }))).version).toBe(1);
    });

    test.each([
      { what: 'deleted', remove: (job: Job) => store.delete(job.organizationId, job.id) },
      { what: 'purged', remove: (job: Job) => store.purge(9_000_000, 10).then((jobs) => jobs === 1 && job.id !== '') },
    ])('a large job is gone at once when it is $what, and what it had goes some at a time', async ({ remove }) => {
      const megabytes = newResult({ output: JSON.stringify('x'.repeat(3 * 1024 * 1024)) });
      const [gone, kept] = [await jobIn(store, 'running', { metadata: { a: '1' } }), await jobIn(store, 'running')];
      for (const job of [gone, kept]) await store.appendResults(job.id, 1, [megabytes, megabytes, megabytes]);
      const ended = await store.transition(gone.id, everyTransition.workCompleted[0]({ now: 1_000_001, attempt: 1 }));
      const resultsOf = async (job: Job) => (await store.resultSizes(job.id, 0, 10)).length;
      const { storedBytes } = await store.usage('org_one');

      expect(await remove(ended as Job)).toBe(true);

      expect(await find(store, gone)).toBeNull();
      expect(await store.events(gone.id, 0, 10)).toEqual([]);
      expect(await listed(store, { metadata: [['a', '1']] })).toEqual([]);
      expect((await store.usage('org_one')).storedBytes).toBeLessThan(storedBytes - 9 * 1024 * 1024);
      expect(await resultsOf(gone)).toBe(3);
      expect(await store.removeContents()).toBe(true);
      expect([await resultsOf(gone), await store.input(gone.id)]).toEqual([1, '{}']);
      expect(await store.removeContents()).toBe(false);
      expect([await resultsOf(gone), await store.input(gone.id)]).toEqual([0, null]);
      expect(await store.removeContents()).toBe(false);
      expect([await resultsOf(kept), await store.input(kept.id)]).toEqual([3, '{}']);
    });

    test('what several large jobs had goes together where it is not much', async () => {
      const jobs = [await jobIn(store, 'running'), await jobIn(store, 'running'), await jobIn(store, 'running')];
      for (const job of jobs) {
        await store.appendResults(job.id, 1, Array(60).fill(newResult()));
        await store.transition(job.id, everyTransition.workCompleted[0]({ now: 1_000_001, attempt: 1 }));
        await store.delete('org_one', job.id);
        expect(await store.resultSizes(job.id, 0, 100)).toHaveLength(60);
      }

      expect(await store.removeContents()).toBe(false);

      for (const job of jobs) expect(await store.resultSizes(job.id, 0, 100)).toEqual([]);
    });

    test('jobs are purged once they have expired, not before, and open ones never (F34)', async () => {
      const ended = await jobIn(store, 'completed');
      const open = [await jobIn(store, 'queued'), await jobIn(store, 'running'), await jobIn(store, 'cancelling')];
      const expiry = ended.expiresAt as number;

      expect(await store.purge(expiry - 1, 10)).toBe(0);
      expect(await find(store, ended)).toEqual(ended);
      expect(await store.purge(expiry, 10)).toBe(1);
      expect(await find(store, ended)).toBeNull();
      expect(await store.purge(Number.MAX_SAFE_INTEGER, 10)).toBe(0);
      for (const job of open) expect(await find(store, job)).toEqual(job);
    });

    test('a purge takes at most so many, of every organization', async () => {
      for (const organizationId of ['org_one', 'org_two', 'org_two']) await jobIn(store, 'failed', { organizationId });

      expect(await store.purge(9_000_000, 2)).toBe(2);
      expect(await store.purge(9_000_000, 2)).toBe(1);
      expect(await store.purge(9_000_000, 2)).toBe(0);
    });

    test('what a purge is to leave alone stays, and stands before nothing', async () => {
      const [first, second, third] = [
        await jobIn(store, 'failed'),
        await jobIn(store, 'failed', { organizationId: 'org_two' }),
        await jobIn(store, 'failed'),
      ];
      const except = [first.id, third.id];

      expect(await store.expired(second.expiresAt as number, 1, except)).toEqual([
        { id: second.id, organizationId: 'org_two' },
      ]);
      expect(await store.expired((first.expiresAt as number) - 1, 10)).toEqual([]);
      expect(await store.purge(9_000_000, 1, except)).toBe(1);
      expect(await store.purge(9_000_000, 1, except)).toBe(0);
      expect([await find(store, first), await find(store, second)]).toEqual([first, null]);
    });
  });
}
