import { expect, test } from 'vitest';
import type { Job } from '../domain/job.ts';
import type { Changes } from '../domain/transition.ts';
import { claimed } from '../domain/transition.ts';
import { memoryStore } from '../test/memory-store.ts';
import { newJob } from '../test/new-job.ts';

test('two moves that change the same member in different ways are two statements', async () => {
  const store = await memoryStore();
  const members: [Changes, Partial<Job>][] = [
    [{ progressCompleted: { add: 3 } }, { progressCompleted: 3 }],
    [{ progressCompleted: { set: 2 } }, { progressCompleted: 2 }],
    [{ startedAt: { set: 5 } }, { startedAt: 5 }],
    [{ progressCompleted: { add: 1 } }, { progressCompleted: 1 }],
  ];
  for (const [changes, want] of members) {
    const job = await store.create(newJob());
    const move = { ...claimed({ now: job.createdAt, leaseOwner: 'a', leaseExpiresAt: 1 }), changes };
    expect(await store.transition(job.id, move)).toMatchObject(want);
  }
});

test('a member that is only filled when it is empty keeps what it has', async () => {
  const store = await memoryStore();
  const start = claimed({ now: 2_000_000, leaseOwner: 'a', leaseExpiresAt: 1 });
  const fill = { ...start, changes: { startedAt: { setIfNull: 7 } } };
  const empty = await store.create(newJob());
  expect(await store.transition(empty.id, fill)).toMatchObject({ startedAt: 7 });
  const filled = await store.create(newJob());
  await store.transition(filled.id, { ...start, to: 'queued', changes: { startedAt: { set: 3 } } });
  expect(await store.transition(filled.id, fill)).toMatchObject({ startedAt: 3 });
});
