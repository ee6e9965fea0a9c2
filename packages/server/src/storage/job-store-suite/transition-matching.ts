import { jobStatuses } from '@jobwire/contract/lifecycle';
import { describe, expect, test } from 'vitest';
import type { Job } from '../../domain/job.ts';
import { eventOf } from '../../domain/job-event.ts';
import type { JobFilter, JobStore } from '../../domain/job-store.ts';
import { applyTransition } from '../../domain/transition.ts';
import { everyTransition, jobIn, transitionVariants } from '../../test/every-transition.ts';
import { newJob } from '../../test/new-job.ts';
import { filterOf, find, listed, transitionMatching } from './stored-jobs.ts';

export function describeTransitionMatching(store: JobStore): void {
  describe('a transition of all jobs that match', () => {
    const cancelAll = everyTransition.cancelledInQueue[0]({ now: 2_000_000, attempt: 0 });

    test('moves those that are where it starts from, with an event each, oldest first and at most so many', async () => {
      const jobs: Job[] = [];
      for (const createdAt of [300, 100, 200]) jobs.push(await store.create(newJob({ createdAt })));
      const running = await jobIn(store, 'running');
      const foreign = await store.create(newJob({ organizationId: 'org_two' }));

      const first = await transitionMatching(store, {}, cancelAll, { after: null, limit: 2 });
      const second = await transitionMatching(store, {}, cancelAll, {
        after: first.next,
        limit: 2,
      });

      expect(first.entries.map(({ createdAt }) => createdAt)).toEqual([100, 200]);
      expect(second.entries.map(({ createdAt }) => createdAt)).toEqual([300]);
      expect(second.next).toBeNull();
      const again = await transitionMatching(store, {}, cancelAll, { after: null, limit: 2 });
      expect(again).toEqual({ entries: [], next: null });
      for (const job of jobs) {
        expect(await find(store, job)).toEqual(applyTransition(job, cancelAll));
        expect((await store.events(job.id, 0, 10)).map(({ type }) => type)).toEqual(['job.queued', 'job.cancelled']);
      }
      expect(await find(store, running)).toEqual(running);
      expect(await find(store, foreign)).toEqual(foreign);
    });

    test.each(transitionVariants)(
      '%s of many is what it is of one: job, event and lists by metadata',
      async (_, make) => {
        const members = { deadlineAt: 1_000_010, metadata: { team: 'red' } };
        const { from } = make({ now: 1, attempt: 1 });
        const jobs = [await jobIn(store, from, members), await jobIn(store, from, { ...members, metadata: {} })];
        const [job, plain] = jobs as [Job, Job];
        const transition = make({ now: 2_000_000, attempt: job.attempt });
        const want = [applyTransition(job, transition), applyTransition(plain, transition)] as [Job, Job];

        expect(await store.transitionAll('org_one', [job.id, plain.id], transition)).toEqual(want);

        for (const moved of want) {
          expect((await store.events(moved.id, 0, 10)).at(-1)).toEqual(eventOf(moved, transition));
        }
        const byPair = { metadata: [['team', 'red']] } as const;
        expect(await listed(store, { ...byPair, statuses: [transition.to] })).toEqual([job.id]);
        const others = jobStatuses.filter((status) => status !== transition.to);
        expect(await listed(store, { ...byPair, statuses: others })).toEqual([]);
      },
    );

    test('moves none of another organization, and none twice', async () => {
      const own = await store.create(newJob());
      const foreign = await store.create(newJob({ organizationId: 'org_two' }));
      const given = [foreign.id, own.id, 'job_none', own.id];

      const moved = await Promise.all([1, 2].map(() => store.transitionAll('org_one', given, cancelAll)));

      expect(moved.flat().map(({ id }) => id)).toEqual([own.id]);
      expect(await find(store, foreign)).toEqual(foreign);
      expect(await store.events(own.id, 0, 10)).toHaveLength(2);
      expect(await store.transitionAll('org_one', [], cancelAll)).toEqual([]);
    });

    test('leaves jobs that stay open where lists filtered by metadata find them', async () => {
      const job = await jobIn(store, 'running', { metadata: { team: 'red' } });
      const cancel = everyTransition.cancelAsked[0]({ now: 2_000_000, attempt: 1 });

      const moved = await transitionMatching(store, {}, cancel);

      const byPair = { metadata: [['team', 'red']] } as const;
      expect(moved.entries).toEqual([applyTransition(job, cancel)]);
      expect(await listed(store, byPair)).toEqual([job.id]);
      expect(await listed(store, { ...byPair, statuses: ['running', 'cancelling'] })).toEqual([job.id]);
    });

    test('leaves other jobs among the open ones of lists filtered by metadata', async () => {
      await store.create(newJob({ metadata: { team: 'red' } }));
      const other = await store.create(newJob({ metadata: { team: 'blue' } }));
      const red = filterOf({ metadata: [['team', 'red']] });

      await transitionMatching(store, red, cancelAll);

      const open = { statuses: ['queued', 'running', 'cancelling'], metadata: [['team', 'blue']] } as const;
      expect(await listed(store, open)).toEqual([other.id]);
    });

    test.each<{ given: Partial<JobFilter>; want: string[] }>([
      { given: { type: 'type.one' }, want: ['red', 'blue'] },
      { given: { metadata: [['team', 'red']] }, want: ['red', 'other type'] },
      { given: { metadata: [['team', 'red']], type: 'type.one' }, want: ['red'] },
      { given: { createdAfter: 100, createdBefore: 300 }, want: ['blue'] },
      { given: { type: 'type.none' }, want: [] },
    ])('by the filter $given: $want', async ({ given, want }) => {
      await store.create(newJob({ name: 'red', createdAt: 100, type: 'type.one', metadata: { team: 'red' } }));
      await store.create(newJob({ name: 'blue', createdAt: 200, type: 'type.one', metadata: { team: 'blue' } }));
      await store.create(newJob({ name: 'other type', createdAt: 300, type: 'type.two', metadata: { team: 'red' } }));

      const moved = await transitionMatching(store, given, cancelAll);

      const cancelled = filterOf({ ...given, statuses: ['cancelled'] });
      const shown = await store.places('org_one', cancelled, { after: null, limit: 10 });
      expect(shown.entries.map(({ id }) => id)).toEqual(moved.entries.map(({ id }) => id));
      expect(moved.entries.map(({ name: moves }) => moves)).toEqual(want);
    });
  });
}
