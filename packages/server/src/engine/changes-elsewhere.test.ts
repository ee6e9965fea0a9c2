import { beforeEach, expect, test } from 'vitest';
import type { Job } from '../domain/job.ts';
import type { JobStore } from '../domain/job-store.ts';
import { silentLogger } from '../domain/logger.ts';
import type { JobWord, WordListener } from '../domain/shared-words.ts';
import { queuedJob } from '../test/queued-job.ts';
import { TestClock, turns } from '../test/test-clock.ts';
import { Attempt } from './attempt.ts';
import { ChangesElsewhere } from './changes-elsewhere.ts';
import { JobChanges } from './job-changes.ts';
import { RunningAttempts } from './running-attempts.ts';

let clock: TestClock;
let changes: JobChanges;
let running: RunningAttempts;
let elsewhere: ChangesElsewhere;
/** Whether the words of others arrive. */
let areHeard: boolean;
/** What this process said, and what it read. */
let said: string[];
let reads: (readonly string[])[];
let errors: unknown[];
/** What a read waits for, and fails with. */
let gate: (jobIds: readonly string[]) => Promise<void>;
let hear: (...words: Partial<JobWord>[]) => void;
let changeHere: (job: Job) => void;

beforeEach(() => {
  clock = new TestClock();
  changes = new JobChanges();
  running = new RunningAttempts();
  areHeard = true;
  said = [];
  reads = [];
  errors = [];
  gate = async () => {};
  const store = {
    async jobs(jobIds: readonly string[]) {
      reads.push(jobIds);
      await turns(1);
      await gate(jobIds);
      return jobIds.map((id) => queuedJob({ id }));
    },
    observe(listener: (job: Job) => void) {
      changeHere = listener;
    },
  } as Partial<JobStore> as JobStore;
  const words = {
    get areHeard() {
      return areHeard;
    },
    tellChanged: ({ id }: Job) => void said.push(id),
    tellRunnable: () => {},
    listen(listener: WordListener) {
      const whole = { jobId: 'job_a', status: 'running', attempt: 1, hasWebhook: false } as const;
      hear = (...given) => listener.changed?.(given.map((word) => ({ ...whole, ...word })));
    },
  };
  const onError = (error: unknown) => errors.push(error);
  elsewhere = new ChangesElsewhere({ store, changes, running, clock, words, onError });
});

/** Waits for a job, and gives what it is told. */
function awaited(...jobIds: string[]): string[] {
  const told: string[] = [];
  for (const jobId of jobIds) changes.subscribe(jobId, ({ id }) => told.push(id));
  return told;
}

function attemptAt(jobId: string): Attempt {
  const dependencies = { store: {} as JobStore, clock, leaseMs: 100, logger: silentLogger };
  const attempt = new Attempt(dependencies, queuedJob({ id: jobId, attempt: 1 }));
  running.add(attempt);
  return attempt;
}

test('what changes here is told to the others', () => {
  changeHere(queuedJob({ id: 'job_a' }));

  expect(said).toEqual(['job_a']);
});

test('a job that others changed is read for those who wait for it, and no other one is', async () => {
  const told = awaited('job_a');

  hear({ jobId: 'job_a' }, { jobId: 'job_b' });
  hear({ jobId: 'job_c' });
  await turns(4);

  expect([reads, told]).toEqual([[['job_a']], ['job_a']]);
});

test('what is told during a read is read together when it has ended, and once', async () => {
  const told = awaited('job_a', 'job_b', 'job_c');
  const { promise, resolve } = Promise.withResolvers<void>();
  gate = () => promise;

  hear({ jobId: 'job_a' });
  hear({ jobId: 'job_b' }, { jobId: 'job_c' });
  hear({ jobId: 'job_b' });
  await turns(4);
  expect(reads).toEqual([['job_a']]);
  resolve();
  await turns(4);

  expect([reads, told]).toEqual([
    [['job_a'], ['job_b', 'job_c']],
    ['job_a', 'job_b', 'job_c'],
  ]);
  hear({ jobId: 'job_a' });
  await turns(4);
  expect(reads).toHaveLength(3);
});

test('no more than 100 jobs are read at once', async () => {
  const jobIds = Array.from({ length: 201 }, (_, index) => `job_${index}`);
  const told = awaited(...jobIds);

  hear(...jobIds.map((jobId) => ({ jobId })));
  await turns(8);

  expect(reads.map(({ length }) => length)).toEqual([100, 100, 1]);
  expect(told).toEqual(jobIds);
});

test.each<{ status: JobWord['status']; stopReason: string | null; isLeft: boolean }>([
  { status: 'running', stopReason: null, isLeft: false },
  { status: 'cancelling', stopReason: 'cancelled', isLeft: false },
  { status: 'cancelled', stopReason: 'cancelled', isLeft: true },
  { status: 'expired', stopReason: 'expired', isLeft: true },
  { status: 'completed', stopReason: 'fenced', isLeft: true },
  { status: 'failed', stopReason: 'fenced', isLeft: true },
  { status: 'queued', stopReason: 'fenced', isLeft: true },
])('an attempt whose job others made $status is stopped as $stopReason, and left: $isLeft', async (given) => {
  const [attempt, other] = [attemptAt('job_a'), attemptAt('job_b')];

  hear({ jobId: 'job_a', status: given.status });

  const isLeft = await Promise.race([attempt.abandoned.then(() => true), turns(1).then(() => false)]);
  expect([attempt.stopReason, isLeft]).toEqual([given.stopReason, given.isLeft]);
  expect(other.stopReason).toBeNull();
});

test('a word of an older attempt leaves the newer one alone', () => {
  const attempt = attemptAt('job_a');

  hear({ jobId: 'job_a', status: 'queued', attempt: 0 });

  expect(attempt.stopReason).toBeNull();
});

test('while words arrive, what is waited for is read every ten seconds', async () => {
  elsewhere.start();
  awaited('job_a');
  await clock.advance(1000);
  expect(reads).toHaveLength(1);

  await clock.advance(9999);
  expect(reads).toHaveLength(1);
  await clock.advance(1);
  expect(reads).toHaveLength(2);
});

test('while no words arrive, what is waited for is read every second, and nothing where nobody waits', async () => {
  areHeard = false;
  elsewhere.start();
  await clock.advance(1000);
  expect(reads).toEqual([]);

  const told = awaited('job_a', 'job_b');
  await clock.advance(999);
  expect(reads).toEqual([]);
  await clock.advance(1);
  expect([reads, told]).toEqual([[['job_a', 'job_b']], ['job_a', 'job_b']]);
  await clock.advance(1000);
  expect(reads).toHaveLength(2);
});

test('a read that fails is told, and the next look goes on', async () => {
  areHeard = false;
  elsewhere.start();
  const told = awaited('job_a');
  gate = () => Promise.reject(new Error('the store is away'));
  await clock.advance(1000);
  expect([errors, told]).toEqual([[new Error('the store is away')], []]);

  gate = async () => {};
  await clock.advance(1000);
  expect(told).toEqual(['job_a']);
});

test('who waits for other jobs is told of them though one cannot be read', async () => {
  const told = awaited(...Array.from({ length: 201 }, (_, index) => `job_${index}`));
  const fault = new SyntaxError('a row that is no JSON');
  gate = async (jobIds) => {
    if (jobIds.includes('job_7')) throw fault;
  };

  hear(...Array.from({ length: 201 }, (_, index) => ({ jobId: `job_${index}` })));
  await turns(20);

  expect(told).toHaveLength(200);
  expect(told).not.toContain('job_7');
  expect(errors).toEqual([fault]);
});

test('after a stop nobody looks any more', async () => {
  areHeard = false;
  elsewhere.start();
  awaited('job_a');

  elsewhere.stop();
  await clock.advance(30_000);

  expect([reads, clock.pending]).toEqual([[], 0]);
});
