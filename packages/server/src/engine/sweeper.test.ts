import { beforeEach, describe, expect, test } from 'vitest';
import type { Dispatcher } from '../domain/dispatcher.ts';
import { StoreUnavailableError } from '../domain/errors/store-unavailable-error.ts';
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

const refused = new Error('a trigger of somebody else refused it');

/** A store that refuses whatever is written about some jobs, as one with a row that is broken, or guarded by others. */
function refusing(isRefused: (jobId: string) => boolean): JobStore {
  const refuse = (...jobIds: string[]) => {
    if (jobIds.some(isRefused)) throw refused;
  };
  return overriddenStore(store, {
    async transition(jobId, transition) {
      refuse(jobId);
      return store.transition(jobId, transition);
    },
    async delete(organizationId, jobId) {
      refuse(jobId);
      return store.delete(organizationId, jobId);
    },
    async purge(...given) {
      refuse(...(await store.expired(...given)).map(({ id }) => id));
      return store.purge(...given);
    },
  });
}

const left = (...jobs: Job[]) => {
  const named = expect.stringContaining(jobs.map(({ id }) => id).join(', '));
  return expect.objectContaining({ name: 'JobsLeftError', message: named, cause: refused });
};

describe('a job that cannot be written', () => {
  test('is told of with its error by a sweep that failed, and ended by the next one that can', async () => {
    const jobs = [await jobIn(store, 'running'), await jobIn(store, 'running'), await jobIn(store, 'running')];
    const attempts = jobs.map(attemptAt);
    const faulty = new Set([jobs[1]?.id]);
    sweeperOf(refusing((jobId) => faulty.has(jobId))).start();

    await clock.advance(1000);
    expect([swept, errors]).toEqual([['failed'], [left(jobs[1] as Job)]]);
    expect(attempts.map(({ stopReason }) => stopReason)).toEqual(['fenced', null, 'fenced']);

    faulty.clear();
    await clock.advance(1000);
    expect(swept).toEqual(['failed', 'completed']);
    expect(errors).toHaveLength(1);
    expect(attempts.map(({ stopReason }) => stopReason)).toEqual(['fenced', 'fenced', 'fenced']);
  });

  test('is told of ever less often, while every sweep has failed', async () => {
    const job = await jobIn(store, 'running');
    const sweeper = sweeperOf(refusing((jobId) => jobId === job.id));
    sweeper.start();

    await clock.advance(300_000);

    expect(swept).toEqual(Array(300).fill('failed'));
    // After 1, 2, 4, 8, 16, 32, 64 seconds, and then once a minute.
    expect(errors).toHaveLength(10);
    await sweeper.stop();
  });

  test('keeps nothing from being purged', async () => {
    const overdue = await jobIn(store, 'running');
    const expired = await jobIn(store, 'completed');
    await clock.advance(60_000_000);

    expect(await sweeperOf(refusing((jobId) => jobId === overdue.id)).sweep()).toBe('failed');

    expect(await store.find(expired.organizationId, expired.id)).toBeNull();
    expect(errors).toEqual([left(overdue)]);
  });

  test('keeps no other expired job, nor any key, when it cannot be purged itself', async () => {
    const jobs = [await jobIn(store, 'completed'), await jobIn(store, 'completed'), await jobIn(store, 'completed')];
    const purged: (readonly string[])[] = [];
    const shaky = refusing((jobId) => jobId === jobs[0]?.id);
    const watched = overriddenStore(shaky, {
      async purge(at, limit, except = []) {
        await shaky.purge(at, limit, except);
        purged.push(except);
        return 0;
      },
    });
    await clock.advance(60_000_000);
    const sweeper = sweeperOf(watched);

    for (let sweeps = 0; sweeps < 3; sweeps += 1) {
      expect(await sweeper.sweep()).toBe('failed');
      await clock.advance(1000);
    }

    const kept = await Promise.all(jobs.map(async ({ organizationId, id }) => store.find(organizationId, id)));
    expect(kept.map((job) => job !== null)).toEqual([true, false, false]);
    expect(errors).toEqual([left(jobs[0] as Job), left(jobs[0] as Job)]);
    // Where all that is left rests, keys are purged as ever.
    expect(purged).toEqual([[jobs[0]?.id]]);
  });

  test('holds up none of those behind it, though there are two hundred of its kind (F53)', async () => {
    const faulty = await Promise.all(Array.from({ length: 200 }, () => jobIn(store, 'running')));
    await clock.advance(1);
    const behind = await jobIn(store, 'queued', { deadlineAt: clock.now() });
    await Promise.all(faulty.map((job) => store.renewLease(job.id, 1, now)));
    const ids = new Set(faulty.map(({ id }) => id));
    const sweeper = sweeperOf(refusing((jobId) => ids.has(jobId)));
    sweeper.start();

    await clock.advance(3000);

    expect((await read(behind)).status).toBe('expired');
    expect(errors.map((error) => (error as Error).message.split(':')[0])).toEqual(
      Array(2).fill('200 jobs that are overdue or expired could not be ended or removed'),
    );
    expect((errors[0] as Error).message).toContain(`${faulty[9]?.id} and 190 more.`);
    await sweeper.stop();
  });
});

test('a store that cannot answer is told of once for all jobs, none of which rests', async () => {
  const jobs = [await jobIn(store, 'running'), await jobIn(store, 'running')];
  let away: Error | null = new StoreUnavailableError('away');
  const shaky = overriddenStore(store, {
    async transition(jobId, transition) {
      if (away !== null) throw away;
      return store.transition(jobId, transition);
    },
  });
  const sweeper = sweeperOf(shaky);
  sweeper.start();
  await clock.advance(5000);
  expect([swept, errors]).toEqual([Array(5).fill('failed'), Array(5).fill(away)]);

  away = null;
  await clock.advance(1000);

  expect(swept.at(-1)).toBe('completed');
  for (const job of jobs) expect((await read(job)).status).toBe('queued');
  await sweeper.stop();
});

test('a purge that fails for a reason of no job is told of as it is', async () => {
  const full = new Error('disk full');
  const given = overriddenStore(store, { purge: () => Promise.reject(full) });
  const sweeper = sweeperOf(given);
  sweeper.start();

  await clock.advance(1000);

  expect([swept, errors]).toEqual([['failed'], [full]]);
  await sweeper.stop();
});

test('what is left of removed jobs is removed some at a time, and told of where it cannot be', async () => {
  const full = new Error('disk full');
  let slices = 30;
  let fault: Error | null = null;
  const given = overriddenStore(store, {
    async removeContents() {
      if (fault !== null) throw fault;
      slices -= 1;
      return slices > 0;
    },
  });
  const expired = await jobIn(store, 'completed');
  const sweeper = sweeperOf(given);
  sweeper.start();

  await clock.advance(1000);
  expect(slices).toBe(10);
  await clock.advance(1000);
  expect(slices).toBe(0);

  fault = full;
  await clock.advance(60_000_000);
  expect(swept.at(-1)).toBe('failed');
  expect(errors[0]).toBe(full);
  expect(errors.length).toBeLessThan(1100);
  expect(await store.find(expired.organizationId, expired.id)).toBeNull();

  fault = null;
  await clock.advance(60_000);
  expect(swept.at(-1)).toBe('completed');
  await sweeper.stop();
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
