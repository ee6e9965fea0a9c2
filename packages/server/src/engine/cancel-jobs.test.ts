import { beforeEach, expect, test } from 'vitest';
import type { JobStore } from '../domain/job-store.ts';
import { cancelling } from '../test/cancelling.ts';
import { jobIn } from '../test/every-transition.ts';
import { memoryStore } from '../test/memory-store.ts';
import { overriddenStore } from '../test/overridden-store.ts';
import { cancelJobsById } from './cancel-jobs.ts';

const now = 1_000_000;

let store: JobStore;
let given: ReturnType<typeof cancelling>;

beforeEach(async () => {
  store = await memoryStore();
  given = cancelling(store, now);
});

test('jobs that are cancelled by id get an outcome each, in the order of the ids', async () => {
  const foreign = await jobIn(store, 'queued', { organizationId: 'org_two' });
  const [queued, busy, stopping, cancelled, completed] = [
    await jobIn(store, 'queued'),
    await jobIn(store, 'running'),
    await jobIn(store, 'cancelling'),
    await jobIn(store, 'cancelled'),
    await jobIn(store, 'completed'),
  ];
  const wanted = [
    [completed.id, 'already_terminal'],
    [queued.id, 'cancelled'],
    ['job_none', 'not_found'],
    [busy.id, 'cancelling'],
    [foreign.id, 'not_found'],
    [stopping.id, 'cancelling'],
    [cancelled.id, 'cancelled'],
  ] as const;

  const outcomes = await cancelJobsById(
    given,
    'org_one',
    wanted.map(([id]) => id),
    'enough',
  );

  expect(outcomes).toEqual(wanted.map(([jobId, outcome]) => ({ jobId, outcome })));
  expect(await store.find('org_one', busy.id)).toMatchObject({
    cancelReason: 'enough',
    cancelDeadlineAt: now + 30_000,
  });
  expect(await store.find('org_one', queued.id)).toMatchObject({ cancelReason: 'enough', expiresAt: now + 60_000 });
  expect(given.running.told.toSorted()).toEqual([busy, stopping].map(({ id }) => [id, 'cancelled']).toSorted());
});

test('an error of the store is no outcome', async () => {
  const broken = overriddenStore(store, { find: () => Promise.reject(new Error('disk full')) });

  await expect(cancelJobsById({ ...given, store: broken }, 'org_one', ['job_a'], null)).rejects.toThrow('disk full');
});
