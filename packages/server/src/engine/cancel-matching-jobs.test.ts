import { beforeEach, expect, test } from 'vitest';
import type { JobStore } from '../domain/job-store.ts';
import { cancelling } from '../test/cancelling.ts';
import { everyTransition, jobIn } from '../test/every-transition.ts';
import { memoryStore } from '../test/memory-store.ts';
import { newJob } from '../test/new-job.ts';
import { overriddenStore } from '../test/overridden-store.ts';
import { turns } from '../test/test-clock.ts';
import { cancelMatchingJobs } from './cancel-matching-jobs.ts';

const now = 1_000_000;
const everything = { statuses: null, type: null, metadata: [], createdAfter: null, createdBefore: null };
const none = { cancelled: 0, cancelling: 0, already_terminal: 0, not_found: 0 };

let store: JobStore;
let given: ReturnType<typeof cancelling>;

beforeEach(async () => {
  store = await memoryStore();
  given = cancelling(store, now);
});

test('of all jobs of an organization those that are open are cancelled, and each is counted where it was or came to', async () => {
  const mine = ['queued', 'queued', 'running', 'cancelling', 'cancelled', 'completed', 'failed', 'expired'] as const;
  const jobs = [];
  for (const status of mine) jobs.push(await jobIn(store, status));
  const foreign = await jobIn(store, 'running', { organizationId: 'org_two' });

  const counts = await cancelMatchingJobs(given, 'org_one', everything, 'enough');

  expect(counts).toEqual({ cancelled: 3, cancelling: 2, already_terminal: 3, not_found: 0 });
  const statuses = await Promise.all(jobs.map(async ({ id }) => (await store.find('org_one', id))?.status));
  expect(statuses).toEqual([
    ...['cancelled', 'cancelled', 'cancelling', 'cancelling'],
    ...['cancelled', 'completed', 'failed', 'expired'],
  ]);
  expect(await store.find('org_two', foreign.id)).toEqual(foreign);
  expect(given.running.told).toEqual([[jobs[2]?.id, 'cancelled']]);
});

test.each([
  { statuses: ['queued'] as const, want: { ...none, cancelled: 1 }, told: 0 },
  { statuses: ['running'] as const, want: { ...none, cancelling: 1 }, told: 1 },
  { statuses: ['cancelling'] as const, want: { ...none, cancelling: 1 }, told: 0 },
  { statuses: ['completed', 'failed'] as const, want: { ...none, already_terminal: 2 }, told: 0 },
  { statuses: ['cancelled', 'running'] as const, want: { ...none, cancelled: 1, cancelling: 1 }, told: 1 },
])('of jobs that are asked for as $statuses no others are moved or counted', async ({ statuses, want, told }) => {
  for (const status of ['queued', 'running', 'cancelling', 'cancelled', 'completed', 'failed'] as const) {
    await jobIn(store, status);
  }

  expect(await cancelMatchingJobs(given, 'org_one', { ...everything, statuses }, null)).toEqual(want);
  expect(given.running.told).toHaveLength(told);
});

test('jobs that are created while it runs are left alone, and those of the same millisecond are not', async () => {
  for (const createdAt of [now - 1, now, now + 1]) await store.create(newJob({ createdAt }));

  const before = { ...everything, createdBefore: now };
  expect(await cancelMatchingJobs(given, 'org_one', before, null)).toEqual({ ...none, cancelled: 1 });
  expect(await cancelMatchingJobs(given, 'org_one', everything, null)).toEqual({ ...none, cancelled: 2 });
});

test.each([
  { asked: 'running', becomes: 'queued' },
  { asked: 'queued', becomes: 'running' },
] as const)(
  'of jobs that are asked for as $asked one that becomes $becomes meanwhile is left alone',
  async ({ asked, becomes }) => {
    const job = await jobIn(store, asked);
    const leave = { running: everyTransition.requeued[1], queued: everyTransition.claimed[0] }[asked];
    const meanwhile = overriddenStore(store, {
      transitionAll: async (...moved: Parameters<JobStore['transitionAll']>) => {
        await store.transition(job.id, leave({ now, attempt: 1 }));
        return store.transitionAll(...moved);
      },
    });
    const filter = { ...everything, statuses: [asked] };

    const counts = await cancelMatchingJobs({ ...given, store: meanwhile }, 'org_one', filter, null);

    expect(counts).toEqual(none);
    expect(await store.find('org_one', job.id)).toMatchObject({ status: becomes, cancelRequestedAt: null });
  },
);

test.each(['queued', 'running'] as const)(
  'a job that is %s and cannot be written keeps no other one from being cancelled, and is told of then',
  async (status) => {
    const jobs = [await jobIn(store, 'queued'), await jobIn(store, status), await jobIn(store, 'running')];
    const refusal = new Error('a trigger refused it');
    const refusing = overriddenStore(store, {
      async transitionAll(organizationId, jobIds, transition) {
        const refused = jobIds.includes(jobs[1]?.id ?? '') && transition.from === status;
        if (refused) throw refusal;
        return store.transitionAll(organizationId, jobIds, transition);
      },
    });

    const cancelled = cancelMatchingJobs({ ...given, store: refusing }, 'org_one', everything, null);

    await expect(cancelled).rejects.toBe(refusal);
    const statuses = await Promise.all(jobs.map(async ({ id }) => (await store.find('org_one', id))?.status));
    expect(statuses).toEqual(['cancelled', status, 'cancelling']);
  },
);

test('a running job that goes back into the queue meanwhile is cancelled there', async () => {
  const job = await jobIn(store, 'running');
  const meanwhile = overriddenStore(store, {
    transitionAll: async (...asked: Parameters<JobStore['transitionAll']>) => {
      if (asked[2].from === 'running') await store.transition(job.id, everyTransition.requeued[1]({ now, attempt: 1 }));
      return store.transitionAll(...asked);
    },
  });

  const counts = await cancelMatchingJobs({ ...given, store: meanwhile }, 'org_one', everything, null);

  expect(counts).toEqual({ ...none, cancelled: 1 });
  expect(await store.find('org_one', job.id)).toMatchObject({ status: 'cancelled' });
});

test('a running job that comes and goes faster than it can be moved is cancelled nevertheless', async () => {
  const job = await jobIn(store, 'running');
  const always = {
    running: everyTransition.requeued[1]({ now, attempt: 1 }),
    queued: everyTransition.claimed[0]({ now, attempt: 1 }),
  };
  const meanwhile = overriddenStore(store, {
    transitionAll: async (...asked: Parameters<JobStore['transitionAll']>) => {
      const { from } = asked[2];
      if (from === 'running' || from === 'queued') await store.transition(job.id, always[from]);
      return store.transitionAll(...asked);
    },
  });

  const counts = await cancelMatchingJobs({ ...given, store: meanwhile }, 'org_one', everything, 'enough');

  expect(counts).toEqual({ ...none, cancelling: 1 });
  expect(await store.find('org_one', job.id)).toMatchObject({ status: 'cancelling', cancelReason: 'enough' });
  expect(given.running.told).toEqual([[job.id, 'cancelled']]);
});

test('jobs that end, or are deleted, while it runs are counted as what they are', async () => {
  const [completed, deleted] = [await jobIn(store, 'running'), await jobIn(store, 'running')];
  const meanwhile = overriddenStore(store, {
    transitionAll: async (...asked: Parameters<JobStore['transitionAll']>) => {
      if (asked[2].from === 'running') {
        for (const { id } of [completed, deleted])
          await store.transition(id, everyTransition.workCompleted[0]({ now, attempt: 1 }));
        await store.delete('org_one', deleted.id);
      }
      return store.transitionAll(...asked);
    },
  });

  const counts = await cancelMatchingJobs({ ...given, store: meanwhile }, 'org_one', everything, null);

  expect(counts).toEqual({ ...none, already_terminal: 1 });
});

test('the queue is emptied before any running job is stopped, so that none is begun in its place', async () => {
  await jobIn(store, 'running');
  await Promise.all(Array.from({ length: 251 }, () => store.create(newJob())));
  const from: string[] = [];
  const watched = overriddenStore(store, {
    transitionAll: (...asked: Parameters<JobStore['transitionAll']>) => {
      if (asked[1].length > 0) from.push(asked[2].from);
      return store.transitionAll(...asked);
    },
  });

  const counts = await cancelMatchingJobs({ ...given, store: watched }, 'org_one', everything, null);

  expect(counts).toEqual({ ...none, cancelled: 251, cancelling: 1 });
  expect(from).toEqual(['queued', 'queued', 'running']);
});

test('as many sets of jobs are moved at the same time as the store likes', async () => {
  await Promise.all(Array.from({ length: 10 }, () => store.create(newJob())));
  let [atOnce, most] = [0, 0];
  const watched = overriddenStore(store, {
    largeWrites: () => ({ jobsEach: 2, atOnce: 3 }),
    async transitionAll(...asked: Parameters<JobStore['transitionAll']>) {
      atOnce += 1;
      most = Math.max(most, atOnce);
      await turns(5);
      atOnce -= 1;
      return store.transitionAll(...asked);
    },
  });

  expect(await cancelMatchingJobs({ ...given, store: watched }, 'org_one', everything, null)).toEqual({
    ...none,
    cancelled: 10,
  });
  expect(most).toBe(3);
});

test('many jobs are moved as many in a transaction as the store likes and counted 1000 in a read, so that nobody else waits for long', async () => {
  await Promise.all(Array.from({ length: 251 }, () => store.create(newJob())));
  const limits = new Set<number>();
  const moves: number[] = [];
  const watched = overriddenStore(store, {
    transitionAll: (...asked: Parameters<JobStore['transitionAll']>) => {
      moves.push(asked[1].length);
      return store.transitionAll(...asked);
    },
    places: (organizationId, filter, page) => {
      limits.add(page.limit);
      // As if there were many more of those that are counted than there are.
      return store.places(organizationId, filter, { ...page, limit: page.limit === 1000 ? 100 : page.limit });
    },
  });
  const first = await cancelMatchingJobs({ ...given, store: watched }, 'org_one', everything, null);
  const second = await cancelMatchingJobs({ ...given, store: watched }, 'org_one', everything, null);

  expect([first, second]).toEqual([
    { ...none, cancelled: 251 },
    { ...none, cancelled: 251 },
  ]);
  expect(limits).toEqual(new Set([250, 1000]));
  expect(moves.filter((count) => count > 0)).toEqual([250, 1]);
});

test('whoever waits has a turn between two reads of a long list', async () => {
  const order: string[] = [];
  const watched = overriddenStore(store, {
    places: (...given: Parameters<JobStore['places']>) => {
      order.push('read');
      setImmediate(() => order.push('turn'));
      return store.places(...given);
    },
  });
  const statuses = ['completed', 'failed', 'expired'] as const;

  await cancelMatchingJobs({ ...given, store: watched }, 'org_one', { ...everything, statuses }, null);

  expect(order).toEqual(['read', 'turn', 'read', 'turn', 'read', 'turn']);
});
