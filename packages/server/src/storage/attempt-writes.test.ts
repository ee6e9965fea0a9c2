import { expect, test } from 'vitest';
import type { Job } from '../domain/job.ts';
import { graceElapsed } from '../domain/transition.ts';
import { graceMs, jobIn, retentionMs } from '../test/every-transition.ts';
import { memoryStore } from '../test/memory-store.ts';

test('what an attempt writes is written to its own job, and to no other in the same attempt', async () => {
  const store = await memoryStore();
  const jobs = [
    await jobIn(store, 'running'),
    await jobIn(store, 'running'),
    await jobIn(store, 'cancelling'),
  ] as const;
  const [mine, ...others] = jobs;
  const now = mine.createdAt + 50;
  const read = (job: Job) => store.find(job.organizationId, job.id);

  expect(await store.renewLease(mine.id, 1, now + 10_000)).not.toBe(null);
  expect(await store.reportProgress(mine.id, 1, { phase: 'mine', total: 3 })).not.toBe(null);
  const result = { itemId: 'a', status: 'completed', output: '1', error: null, createdAt: now } as const;
  expect(await store.appendResults(mine.id, 1, [result])).not.toBe(null);

  expect(await Promise.all(others.map(read))).toEqual(others);
  expect(await read(mine)).toMatchObject({ leaseExpiresAt: now + 10_000, phase: 'mine', progressCompleted: 1 });
  for (const other of others) expect(await store.results(other.id, 0, 10)).toEqual([]);
});

test('that a worker stopped late is noted at its own job alone', async () => {
  const store = await memoryStore();
  const [mine, other] = [await jobIn(store, 'cancelling'), await jobIn(store, 'cancelling')] as const;
  const now = mine.createdAt + graceMs;
  const forced = [];
  for (const { id } of [mine, other]) forced.push(await store.transition(id, graceElapsed({ now, retentionMs })));

  expect(await store.recordStopped(mine.id, 1, now + 5)).toMatchObject({ stoppedAt: now + 5 });

  expect(await store.find(other.organizationId, other.id)).toEqual(forced[1]);
});
