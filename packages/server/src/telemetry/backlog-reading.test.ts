import { beforeEach, expect, test } from 'vitest';
import type { Job } from '../domain/job.ts';
import type { Backlog, JobStore } from '../domain/job-store.ts';
import { memoryStore } from '../test/memory-store.ts';
import { overriddenStore } from '../test/overridden-store.ts';
import { queuedJob } from '../test/queued-job.ts';
import { TestClock } from '../test/test-clock.ts';
import { BacklogReading } from './backlog-reading.ts';

let clock: TestClock;
let store: JobStore;
let reading: BacklogReading;
/** What the database has to say, how often it was asked, and how long an answer takes. */
let backlog: Backlog;
let overdue: Job[];
let webhookDueAt: number | null;
let looks: number;
let tookMs: number;
let answer: () => Promise<void>;
/** Of the clock that nobody sets. */
let monotonicMs: number;

beforeEach(async () => {
  clock = new TestClock();
  backlog = { open: { queued: 3, running: 2, cancelling: 1 }, oldestDueAt: clock.now() - 7000 };
  overdue = [];
  webhookDueAt = null;
  looks = 0;
  tookMs = 2;
  answer = async () => {};
  monotonicMs = 50;
  store = overriddenStore(await memoryStore(), {
    async backlog() {
      looks += 1;
      monotonicMs += tookMs;
      await answer();
      return backlog;
    },
    overdue: async () => overdue,
  });
  reading = new BacklogReading({
    store,
    outbox: { nextDueAt: async () => webhookDueAt },
    clock,
    monotonicMs: () => monotonicMs,
  });
});

test('figures are those of the database', async () => {
  expect(await reading.figures()).toEqual({ open: backlog.open, queueLagMs: 7000, overdueMs: 0, webhookLagMs: 0 });
});

test.each([
  { when: 'none is due', oldestDueAt: null },
  { when: 'the clock of another process is ahead', oldestDueAt: Number.MAX_SAFE_INTEGER },
])('nobody waits when $when', async ({ oldestDueAt }) => {
  backlog = { ...backlog, oldestDueAt };
  expect((await reading.figures())?.queueLagMs).toBe(0);
});

test.each([
  { what: 'is due for a second', dueInMs: -1000, want: 1000 },
  { what: 'will be due in a second', dueInMs: 1000, want: 0 },
])('a webhook that $what waits for $want ms', async ({ dueInMs, want }) => {
  webhookDueAt = clock.now() + dueInMs;
  expect((await reading.figures())?.webhookLagMs).toBe(want);
});

const far = { status: 'running', leaseExpiresAt: Number.MAX_SAFE_INTEGER } as const;

test.each<{ what: string; jobs: (now: number) => Partial<Job>[]; want: number }>([
  { what: 'a lease', jobs: (now) => [{ status: 'running', leaseExpiresAt: now - 3000 }], want: 3000 },
  { what: 'a deadline', jobs: (now) => [{ deadlineAt: now - 4000 }], want: 4000 },
  {
    what: 'the bound of a cancellation',
    jobs: (now) => [{ ...far, status: 'cancelling', cancelDeadlineAt: now - 5000, deadlineAt: now - 9000 }],
    want: 5000,
  },
  {
    what: 'the first of several bounds',
    jobs: (now) => [{ ...far, deadlineAt: now - 1000 }, { deadlineAt: now - 2000 }, { deadlineAt: now - 1500 }],
    want: 2000,
  },
])('a job that is still open is overdue since $what passed', async ({ jobs, want }) => {
  overdue = jobs(clock.now()).map((members) => queuedJob(members));
  expect((await reading.figures())?.overdueMs).toBe(want);
});

test('a look that took two milliseconds is not repeated for two hundred', async () => {
  const first = await reading.figures();
  backlog = { ...backlog, open: { queued: 4, running: 2, cancelling: 1 } };
  monotonicMs += 199;
  expect(await reading.figures()).toEqual(first);
  expect(looks).toBe(1);

  monotonicMs += 1;
  expect((await reading.figures())?.open.queued).toBe(4);
  expect(looks).toBe(2);
});

test('no figure is older than five seconds, however long a look takes', async () => {
  tookMs = 1000;
  await reading.figures();
  monotonicMs += 4999;
  await reading.figures();
  expect(looks).toBe(1);
  monotonicMs += 1;
  await reading.figures();
  expect(looks).toBe(2);
});

test('all who ask while a look is under way get what it finds', async () => {
  const answered = Promise.withResolvers<void>();
  answer = () => answered.promise;
  const asked = [reading.figures(), reading.figures(), reading.figures()];
  answered.resolve();
  for (const figures of await Promise.all(asked)) expect(figures?.open).toEqual(backlog.open);
  expect(looks).toBe(1);
});

test('a database that is silent has no figures after two seconds, and those that it has at last are told next', async () => {
  const answered = Promise.withResolvers<void>();
  answer = () => answered.promise;
  const first = reading.figures();
  await clock.advance(2000);
  expect(await first).toBeNull();

  const second = reading.figures();
  answered.resolve();
  expect((await second)?.open).toEqual(backlog.open);
  expect([looks, clock.pending]).toEqual([1, 0]);
});

test('a database that fails has no figures, and is asked again each time', async () => {
  await reading.figures();
  monotonicMs += 1000;
  answer = () => Promise.reject(new Error('away'));
  expect([await reading.figures(), await reading.figures(), looks]).toEqual([null, null, 3]);
});
