import { beforeEach, describe, expect, test } from 'vitest';
import type { Dispatcher } from '../domain/dispatcher.ts';
import type { Job } from '../domain/job.ts';
import type { JobStore } from '../domain/job-store.ts';
import { silentLogger } from '../domain/logger.ts';
import { jobIn, leaseMs } from '../test/every-transition.ts';
import { memoryStore } from '../test/memory-store.ts';
import { TestClock } from '../test/test-clock.ts';
import type { AttemptOutcome, EngineObserver } from './engine-observer.ts';
import { parked, type Run } from './engine-suite/handlers.ts';
import type { JobRun } from './job-definition.ts';
import { JobFailure } from './job-failure.ts';
import { JobTypes } from './job-types.ts';
import { RunningAttempts } from './running-attempts.ts';
import { Worker } from './worker.ts';

const now = 1_000_000;

let store: JobStore;
let clock: TestClock;
let running: RunningAttempts;
let job: Job;
/** The instants that the dispatcher was told of, and how each attempt came out. */
let notified: number[];
let outcomes: AttemptOutcome[];
let errors: unknown[];

beforeEach(async () => {
  store = await memoryStore();
  clock = new TestClock(now);
  running = new RunningAttempts();
  job = await jobIn(store, 'running');
  notified = [];
  outcomes = [];
  errors = [];
});

/** A worker that offers one type: that of the job, unless it is another one. */
function workerOf(run: Run, type = job.type, observer: EngineObserver = watching): Worker {
  return new Worker({
    store,
    dispatcher: { notify: (runnableAt: number) => notified.push(runnableAt) } as Partial<Dispatcher> as Dispatcher,
    types: new JobTypes([{ type, description: 'One.', input: { type: 'object' }, run }]),
    running,
    clock,
    name: 'this-process',
    leaseMs,
    retentionMs: 60_000,
    random: () => 0,
    logger: silentLogger,
    observer,
    onError: (error) => errors.push(error),
  });
}

const watching: EngineObserver = {
  async attempt(_, run) {
    const outcome = await run();
    outcomes.push(outcome);
    return outcome;
  },
  swept() {},
};

const read = async () => (await store.find(job.organizationId, job.id)) as Job;

test('an attempt is among those that run until it has ended, and keeps no lease from then on', async () => {
  const work = parked();
  const ended = workerOf(work.run).run(job);
  await work.began;
  expect([running.all.map(({ jobId }) => jobId), clock.pending]).toEqual([[job.id], 1]);

  work.letGo();
  await ended;

  expect([running.size, clock.pending]).toEqual([0, 0]);
  expect((await read()).status).toBe('completed');
});

test.each<{ what: string; run: Run; status: Job['status']; wakes: number[] }>([
  {
    what: 'failed, and may be tried again',
    run: () => Promise.reject(new JobFailure('busy', 'Busy.', { retryable: true })),
    status: 'queued',
    wakes: [now + 500],
  },
  {
    what: 'failed for good',
    run: () => Promise.reject(new JobFailure('broken', 'Broken.')),
    status: 'failed',
    wakes: [],
  },
  { what: 'completed', run: async () => {}, status: 'completed', wakes: [] },
])('the dispatcher is told when a job that $what has its next attempt: $wakes', async ({ run, status, wakes }) => {
  await workerOf(run).run(job);

  expect([(await read()).status, notified]).toEqual([status, wakes]);
});

test('an attempt that a stop sends back into the queue is announced for at once', async () => {
  const work = parked(async ({ signal }) => signal.throwIfAborted());
  const ended = workerOf(work.run).run(job);
  await work.began;
  running.stop(job.id, 'shutdown');
  work.letGo();
  await ended;

  expect([(await read()).status, notified]).toEqual(['queued', [now]]);
});

test('a job whose type is gone fails with an error that names the type, and is counted as failed', async () => {
  await workerOf(async () => {}, 'another.type').run(job);

  const error = {
    code: 'unknown_job_type',
    message: 'The server no longer offers the job type demo.batch.',
    retryable: false,
    details: null,
  };
  expect(outcomes).toEqual([{ kind: 'failed', error, thrown: null }]);
  expect(await read()).toMatchObject({ status: 'failed', error });
});

describe('when its attempt is over', () => {
  test.each<{ what: string; end: Run; outcome: AttemptOutcome['kind'] }>([
    { what: 'returned', end: async () => {}, outcome: 'completed' },
    { what: 'threw', end: () => Promise.reject(new Error('Broke.')), outcome: 'failed' },
  ])('a handler that $what hears of no stop', async ({ end, outcome }) => {
    let given: JobRun<unknown> | undefined;
    await workerOf((run) => {
      given = run;
      return end(run);
    }).run(job);

    expect(outcomes).toMatchObject([{ kind: outcome }]);
    expect(given?.signal.aborted).toBe(false);
  });

  test('by an error that it left behind, a handler that still works is told to stop', async () => {
    const work = parked();
    const ended = workerOf(work.run).run(job);
    const { signal } = await work.began;

    running.all[0]?.leftBehind(new Error('lost'));
    await ended;

    expect(signal.reason).toMatchObject({ stopReason: 'fenced' });
    expect(await read()).toMatchObject({ status: 'failed', error: { code: 'handler_error', message: 'lost' } });
    work.letGo();
  });
});

test.each<{ when: string; attempt: EngineObserver['attempt'] }>([
  { when: 'before the handler begins', attempt: () => Promise.reject(new Error('It broke.')) },
  {
    when: 'at once',
    attempt() {
      throw new Error('It broke.');
    },
  },
  {
    when: 'when the handler has ended',
    async attempt(_, run) {
      await run();
      throw new Error('It broke.');
    },
  },
])('an attempt runs once and ends although its observer throws $when', async ({ attempt }) => {
  let runs = 0;
  const count: Run = async () => {
    runs += 1;
  };

  await workerOf(count, job.type, { attempt, swept() {} }).run(job);

  expect([runs, (await read()).status]).toEqual([1, 'completed']);
  expect(errors).toEqual([expect.objectContaining({ message: 'It broke.' })]);
});
