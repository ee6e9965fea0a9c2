import { beforeEach, describe, expect, test } from 'vitest';
import type { Dispatcher } from '../domain/dispatcher.ts';
import type { Job, NewJob } from '../domain/job.ts';
import type { JobStore } from '../domain/job-store.ts';
import { silentLogger } from '../domain/logger.ts';
import { everyTransition, graceMs, jobIn, leaseMs } from '../test/every-transition.ts';
import { memoryStore } from '../test/memory-store.ts';
import { overriddenStore } from '../test/overridden-store.ts';
import { queuedJob } from '../test/queued-job.ts';
import { TestClock, turns } from '../test/test-clock.ts';
import { Attempt } from './attempt.ts';
import { noObserver } from './engine-observer.ts';
import type { StopReason } from './job-stopped.ts';
import { RunningAttempts } from './running-attempts.ts';
import { Sweeper } from './sweeper.ts';

const now = 1_000_000;

let store: JobStore;
let clock: TestClock;
let running: RunningAttempts;
/** How each sweep ended, and what was told of those that failed. */
let swept: string[];
let errors: unknown[];

beforeEach(async () => {
  store = await memoryStore();
  clock = new TestClock(now);
  running = new RunningAttempts();
  swept = [];
  errors = [];
});

function sweeperOf(on: JobStore = store): Sweeper {
  return new Sweeper({
    store: on,
    dispatcher: { notify() {} } as Partial<Dispatcher> as Dispatcher,
    running,
    clock,
    retentionMs: 60_000,
    random: () => 0,
    onError: (error) => errors.push(error),
    observer: { ...noObserver, swept: (outcome) => swept.push(outcome) },
    leads: () => true,
  });
}

function attemptAt(job: Job): Attempt {
  const attempt = new Attempt({ store, clock, leaseMs, logger: silentLogger }, job);
  running.add(attempt);
  return attempt;
}

const read = async ({ organizationId, id }: Job) => (await store.find(organizationId, id)) as Job;

const isLeft = (attempt: Attempt) => Promise.race([attempt.abandoned.then(() => true), turns(1).then(() => false)]);

interface Overtaken {
  readonly what: string;
  readonly status?: 'running' | 'cancelling';
  readonly members?: Partial<NewJob>;
  /** How long the attempt keeps its lease, and when the sweep comes. */
  readonly leasedMs?: number;
  readonly afterMs: number;
  readonly becomes: Job['status'];
  readonly stopReason: StopReason;
}

test.each<Overtaken>([
  { what: 'lost its lease', afterMs: leaseMs, becomes: 'queued', stopReason: 'fenced' },
  {
    what: 'lost its lease in its last attempt',
    members: { maxAttempts: 1 },
    afterMs: leaseMs,
    becomes: 'failed',
    stopReason: 'fenced',
  },
  {
    what: 'passed its deadline',
    members: { deadlineAt: now + 50 },
    afterMs: 50,
    becomes: 'expired',
    stopReason: 'expired',
  },
  {
    what: 'was cancelled and lost its lease',
    status: 'cancelling',
    afterMs: leaseMs,
    becomes: 'cancelled',
    stopReason: 'cancelled',
  },
  {
    what: 'was cancelled long ago',
    status: 'cancelling',
    leasedMs: 2 * graceMs,
    afterMs: graceMs,
    becomes: 'cancelled',
    stopReason: 'cancelled',
  },
])('the handler of a job that $what is stopped as $stopReason, and left', async (given) => {
  const job = await jobIn(store, given.status ?? 'running', given.members);
  await store.renewLease(job.id, 1, now + (given.leasedMs ?? leaseMs));
  const attempt = attemptAt(job);

  await clock.advance(given.afterMs - 1);
  await sweeperOf().sweep();
  expect([attempt.stopReason, await isLeft(attempt)]).toEqual([null, false]);
  await clock.advance(1);
  await sweeperOf().sweep();

  expect([attempt.stopReason, await isLeft(attempt)]).toEqual([given.stopReason, true]);
  expect((await read(job)).status).toBe(given.becomes);
});

test('a job whose workers are lost rests twice as long after each of them', async () => {
  const job = await jobIn(store, 'running', { maxAttempts: 5 });
  const rests: number[] = [];
  for (const attempt of [1, 2, 3, 4]) {
    await clock.advance(leaseMs);
    await sweeperOf().sweep();
    const { runnableAt } = await read(job);
    rests.push(runnableAt - clock.now());
    await clock.advance(runnableAt - clock.now());
    await store.transition(job.id, everyTransition.claimed[0]({ now: clock.now(), attempt }));
  }

  expect(rests).toEqual([500, 1000, 2000, 4000]);
});

test('a sweep in which one write fails is told as failed with its error, ends the other jobs, and is followed by one that ends this job too', async () => {
  const [first, second, third] = [
    await jobIn(store, 'running'),
    await jobIn(store, 'running'),
    await jobIn(store, 'running'),
  ];
  const attempts = [first, second, third].map(attemptAt);
  const fault = new Error('disk full');
  let failures = 1;
  const failing = overriddenStore(store, {
    async transition(jobId, transition) {
      if (jobId === second.id && failures > 0) {
        failures -= 1;
        throw fault;
      }
      return store.transition(jobId, transition);
    },
  });
  sweeperOf(failing).start();

  await clock.advance(1000);
  expect([swept, errors]).toEqual([['failed'], [fault]]);
  expect(attempts.map(({ stopReason }) => stopReason)).toEqual(['fenced', null, 'fenced']);

  await clock.advance(1000);
  expect([swept, errors]).toEqual([['failed', 'completed'], [fault]]);
  expect(attempts.map(({ stopReason }) => stopReason)).toEqual(['fenced', 'fenced', 'fenced']);
});

describe('sweeps', () => {
  test('follow each other every second, end with a stop, and begin again with the next start', async () => {
    const sweeper = sweeperOf();
    sweeper.start();
    await clock.advance(2999);
    expect(swept).toHaveLength(2);

    await sweeper.stop();
    expect(clock.pending).toBe(0);
    sweeper.start();
    await clock.advance(2999);

    expect(swept).toHaveLength(4);
    await sweeper.stop();
  });

  const overdue = queuedJob({ deadlineAt: now });
  const ended = queuedJob({ status: 'completed' });

  test.each<{ what: string; batch: (most: number) => Job[]; moves?: boolean; reads: number }>([
    { what: 'all of a full read were moved', batch: (most) => Array(most).fill(overdue), reads: 2 },
    {
      what: 'one of a full read was moved',
      batch: (most) => [overdue, ...Array(most - 1).fill(ended)],
      reads: 2,
    },
    {
      what: 'all of a full read had moved already',
      batch: (most) => Array(most).fill(overdue),
      moves: false,
      reads: 1,
    },
    { what: 'nothing of a full read was to be moved', batch: (most) => Array(most).fill(ended), reads: 1 },
    { what: 'there were fewer', batch: (most) => Array(most - 1).fill(overdue), reads: 1 },
  ])('look for overdue jobs so often when $what: $reads', async ({ batch, moves = true, reads }) => {
    let read = 0;
    const given = overriddenStore(store, {
      async overdue(_, most) {
        read += 1;
        return read === 1 ? batch(most) : [];
      },
      transition: async () => (moves ? queuedJob({ status: 'expired' }) : null),
    });

    await sweeperOf(given).sweep();

    expect(read).toBe(reads);
  });
});
