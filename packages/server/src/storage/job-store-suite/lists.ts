import { jobStatuses } from '@jobwire/contract/lifecycle';
import { beforeEach, describe, expect, test } from 'vitest';
import type { JobFilter, JobStore } from '../../domain/job-store.ts';
import { everyTransition } from '../../test/every-transition.ts';
import { newJob } from '../../test/new-job.ts';
import { filterOf, jobQuery, listed, pagedThrough } from './stored-jobs.ts';

export function describeLists(store: JobStore): void {
  describe('list', () => {
    const jobs = [
      newJob({ id: 'job_a', createdAt: 100, type: 'type.one', metadata: { team: 'red', size: 'xl' } }),
      newJob({ id: 'job_b', createdAt: 200, type: 'type.two', metadata: { team: 'red' } }),
      newJob({ id: 'job_c', createdAt: 200, type: 'type.one', metadata: { team: 'blue', size: 'xl' } }),
      newJob({ id: 'job_d', createdAt: 300, type: 'type.one', metadata: { 'a&b': "c+d%_' or 1=1 --" } }),
      newJob({ id: 'job_e', createdAt: 400, type: 'type.two' }),
    ];

    beforeEach(async () => {
      for (const job of jobs) await store.create(job);
      await store.transition('job_b', everyTransition.claimed[0]({ now: 500, attempt: 0 }));
      await store.transition('job_e', everyTransition.cancelledInQueue[0]({ now: 500, attempt: 0 }));
    });

    test.each<{ given: Partial<JobFilter>; want: string[] }>([
      { given: {}, want: ['job_a', 'job_b', 'job_c', 'job_d', 'job_e'] },
      { given: { statuses: ['running'] }, want: ['job_b'] },
      { given: { statuses: ['running', 'cancelled'] }, want: ['job_b', 'job_e'] },
      { given: { statuses: ['failed'] }, want: [] },
      { given: { statuses: ['queued', 'running', 'cancelled'] }, want: ['job_a', 'job_b', 'job_c', 'job_d', 'job_e'] },
      { given: { statuses: ['queued'], type: 'type.two' }, want: [] },
      { given: { statuses: ['running', 'cancelled'], type: 'type.two' }, want: ['job_b', 'job_e'] },
      { given: { statuses: ['running', 'queued'], createdAfter: 100, createdBefore: 300 }, want: ['job_b', 'job_c'] },
      { given: { statuses: ['running'], metadata: [['team', 'red']] }, want: ['job_b'] },
      { given: { statuses: ['failed', 'running'], metadata: [['team', 'blue']] }, want: [] },
      { given: { type: 'type.one', metadata: [['team', 'red']] }, want: ['job_a'] },
      { given: { type: 'type.one' }, want: ['job_a', 'job_c', 'job_d'] },
      { given: { type: 'type' }, want: [] },
      { given: { metadata: [['team', 'red']] }, want: ['job_a', 'job_b'] },
      { given: { metadata: [['team', 'RED']] }, want: [] },
      { given: { metadata: [['team', '%']] }, want: [] },
      {
        given: {
          metadata: [
            ['team', 'red'],
            ['size', 'xl'],
          ],
        },
        want: ['job_a'],
      },
      {
        given: {
          metadata: [
            ['size', 'xl'],
            ['team', 'green'],
          ],
        },
        want: [],
      },
      { given: { metadata: [['a&b', "c+d%_' or 1=1 --"]] }, want: ['job_d'] },
      { given: { createdAfter: 200 }, want: ['job_d', 'job_e'] },
      { given: { createdBefore: 200 }, want: ['job_a'] },
      { given: { createdAfter: 99, createdBefore: 401 }, want: ['job_a', 'job_b', 'job_c', 'job_d', 'job_e'] },
      { given: { type: 'type.one', createdAfter: 99, createdBefore: 301 }, want: ['job_a', 'job_c', 'job_d'] },
      { given: { createdAfter: 100, createdBefore: 300 }, want: ['job_b', 'job_c'] },
      { given: { statuses: ['queued'], type: 'type.one', metadata: [['size', 'xl']] }, want: ['job_a', 'job_c'] },
      { given: { metadata: [['size', 'xl']], createdAfter: 100 }, want: ['job_c'] },
    ])('the filter $given matches $want, in both orders and page by page', async ({ given, want }) => {
      expect(await listed(store, given, { order: 'asc' })).toEqual(want);
      expect(await listed(store, given, { order: 'desc' })).toEqual(want.toReversed());
      expect(await pagedThrough(store, given, 'asc')).toEqual(want);
      expect(await pagedThrough(store, given, 'desc')).toEqual(want.toReversed());
    });

    test.each<{ order: 'asc' | 'desc'; given: Partial<JobFilter>; after: [at: number, id: string]; want: string[] }>([
      { order: 'asc', given: { createdAfter: 200 }, after: [100, 'job_a'], want: ['job_d', 'job_e'] },
      { order: 'asc', given: { createdAfter: 200 }, after: [200, 'job_b'], want: ['job_d', 'job_e'] },
      { order: 'asc', given: { createdAfter: 200 }, after: [300, 'job_d'], want: ['job_e'] },
      { order: 'desc', given: { createdBefore: 200 }, after: [300, 'job_d'], want: ['job_a'] },
      { order: 'desc', given: { createdBefore: 200 }, after: [200, 'job_c'], want: ['job_a'] },
      { order: 'desc', given: { createdBefore: 300 }, after: [200, 'job_c'], want: ['job_b', 'job_a'] },
    ])('a page $order behind $after keeps to $given', async ({ order, given, after: [createdAt, id], want }) => {
      expect(await listed(store, given, { order, after: { createdAt, id } })).toEqual(want);
    });

    test.each<Partial<JobFilter>>([{}, { statuses: ['queued', 'running', 'cancelled'] }])(
      'a page of %j that the list fills to its last job is the last page',
      async (filter) => {
        expect((await store.list(jobQuery(filter, { limit: 4 }))).next).toEqual({ createdAt: 300, id: 'job_d' });
        expect((await store.list(jobQuery(filter, { limit: 5 }))).next).toBeNull();
      },
    );

    test('each job that existed throughout is shown once while others are created', async () => {
      const seen = await pagedThrough(store, {}, 'desc', async (page) => {
        await store.create(newJob({ id: `job_new_${page}`, createdAt: 1000 + page }));
      });
      const seenUpwards = await pagedThrough(store, {}, 'asc', async (page) => {
        await store.create(newJob({ id: `job_old_${page}`, createdAt: 1 + page }));
      });

      expect(seen.filter((id) => !id.startsWith('job_new'))).toEqual(jobs.map((job) => job.id).toReversed());
      expect(seenUpwards.filter((id) => !/new|old/.test(id))).toEqual(jobs.map((job) => job.id));
      expect(new Set(seenUpwards).size).toBe(seenUpwards.length);
    });

    test('a job that moves on is found by its new status, whatever else is asked for', async () => {
      const filters: Partial<JobFilter>[] = [{}, { type: 'type.one' }, { metadata: [['size', 'xl']] }];
      const moves = [
        everyTransition.claimed[0]({ now: 600, attempt: 0 }),
        everyTransition.requeued[1]({ now: 600, attempt: 1 }),
        everyTransition.claimed[0]({ now: 600, attempt: 1 }),
        everyTransition.cancelAsked[0]({ now: 600, attempt: 2 }),
        everyTransition.stopConfirmed[0]({ now: 600, attempt: 2 }),
      ];
      for (const move of moves) {
        const moved = await store.transition('job_a', move);
        for (const filter of filters) {
          for (const status of jobStatuses) {
            const shown = await listed(store, { ...filter, statuses: [status] });
            expect(shown.includes('job_a')).toBe(status === moved?.status);
          }
        }
      }
    });

    test('jobs that carry several pairs are all found though few of many do, and no page takes long', async () => {
      const jobs = Array.from({ length: 7200 }, (_, index) => {
        if (index === 7000) return newJob({ createdAt: 1000 + index, metadata: { odd: 'yes', even: 'yes' } });
        return newJob({ createdAt: 1000 + index, metadata: { [index % 2 === 0 ? 'even' : 'odd']: 'yes' } });
      });
      await Promise.all(jobs.map((job) => store.create(job)));
      const wanted = jobs.filter(({ metadata }) => Object.keys(metadata).length === 2).map(({ id }) => id);
      const filter: Partial<JobFilter> = {
        metadata: [
          ['even', 'yes'],
          ['odd', 'yes'],
        ],
      };

      expect(await pagedThrough(store, filter, 'asc')).toEqual(wanted);
      expect(await pagedThrough(store, filter, 'desc')).toEqual(wanted.toReversed());
      expect(await pagedThrough(store, { ...filter, statuses: ['queued'], type: 'demo.batch' }, 'asc')).toEqual(wanted);
      expect(await pagedThrough(store, { ...filter, statuses: ['failed'] }, 'asc')).toEqual([]);
    });

    test('a job that moves on keeps its place', async () => {
      const seen = await pagedThrough(store, {}, 'desc', async () => {
        await store.transition('job_b', everyTransition.workCompleted[0]({ now: 600, attempt: 1 }));
        await store.transition('job_a', everyTransition.claimed[0]({ now: 600, attempt: 0 }));
      });

      expect(seen).toEqual(jobs.map((job) => job.id).toReversed());
    });
  });

  describe('where matching jobs are', () => {
    test('comes in order of creation, in pages', async () => {
      for (const createdAt of [300, 100, 200]) await store.create(newJob({ id: `job_at_${createdAt}`, createdAt }));
      await store.transition('job_at_200', everyTransition.cancelledInQueue[0]({ now: 400, attempt: 0 }));
      await store.create(newJob({ organizationId: 'org_two' }));

      const first = await store.places('org_one', filterOf({}), { after: null, limit: 2 });
      const second = await store.places('org_one', filterOf({}), { after: first.next, limit: 2 });

      expect([...first.entries, ...second.entries]).toEqual([
        { id: 'job_at_100', createdAt: 100 },
        { id: 'job_at_200', createdAt: 200 },
        { id: 'job_at_300', createdAt: 300 },
      ]);
      expect(second.next).toBeNull();
      const cancelled = filterOf({ statuses: ['cancelled'] });
      expect((await store.places('org_one', cancelled, { after: null, limit: 10 })).entries).toHaveLength(1);
    });
  });
}
