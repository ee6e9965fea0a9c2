import { beforeEach, expect, test } from 'vitest';
import type { Dispatcher } from '../domain/dispatcher.ts';
import { IdempotencyKeyReusedError } from '../domain/errors/idempotency-key-reused-error.ts';
import { InvalidJobRequestError } from '../domain/errors/invalid-job-request-error.ts';
import type { JobStore } from '../domain/job-store.ts';
import { noQuotas } from '../domain/organization-usage.ts';
import { memoryStore } from '../test/memory-store.ts';
import { TestClock } from '../test/test-clock.ts';
import { type CreateJobCommand, createJob, createJobOnce } from './create-job.ts';
import { JobTypes } from './job-types.ts';

const now = 1_000_000;
const dayMs = 86_400_000;

let store: JobStore;
let clock: TestClock;
let notified: number[];

beforeEach(async () => {
  store = await memoryStore();
  clock = new TestClock(now);
  notified = [];
});

let created = 0;

function dependencies() {
  const dispatcher = { notify: (runnableAt: number) => notified.push(runnableAt) } as unknown as Dispatcher;
  const input = { type: 'object', properties: { pages: { type: 'integer' } } };
  const types = new JobTypes([{ type: 'work', description: 'Works.', input, run: async () => {} }]);
  const newId = () => {
    created += 1;
    return `job_${created}`;
  };
  return { store, dispatcher, types, clock, newId, quotas: { ...noQuotas, openJobs: 2 } };
}

function command(members: Partial<CreateJobCommand> = {}): CreateJobCommand {
  return {
    organizationId: 'org_one',
    type: 'work',
    input: { pages: 3 },
    name: null,
    metadata: null,
    priority: null,
    scheduledFor: null,
    timeoutSeconds: null,
    maxAttempts: null,
    webhook: null,
    ...members,
  };
}

test('what a caller leaves out has a default', async () => {
  const job = await createJob(dependencies(), command());

  expect(job).toMatchObject({
    priority: 5,
    maxAttempts: 3,
    metadata: {},
    createdAt: now,
    scheduledFor: null,
    deadlineAt: null,
    runnableAt: now,
    traceParent: null,
  });
  expect(await store.input(job.id)).toBe('{"pages":3}');
  expect(notified).toEqual([now]);
});

test('what a caller says is kept', async () => {
  const said = {
    name: 'November',
    metadata: { team: 'red' },
    priority: 0,
    maxAttempts: 1,
    scheduledFor: now + 5000,
    webhook: { url: 'https://example.com/', events: null },
    traceParent: '00-1-2-01',
  };

  const job = await createJob(dependencies(), command({ ...said, timeoutSeconds: 60 }));

  expect(job).toMatchObject({ ...said, deadlineAt: now + 60_000, runnableAt: now + 5000 });
  expect(notified).toEqual([now + 5000]);
});

test('a job that is scheduled for the past may run at once', async () => {
  const job = await createJob(dependencies(), command({ scheduledFor: now - 5000 }));

  expect(job).toMatchObject({ scheduledFor: now - 5000, runnableAt: now });
});

test('a job may be scheduled 365 days ahead and not a millisecond further', async () => {
  const furthest = now + 365 * dayMs;

  expect(await createJob(dependencies(), command({ scheduledFor: furthest }))).toMatchObject({ runnableAt: furthest });
  const error = await createJob(dependencies(), command({ scheduledFor: furthest + 1 })).catch((thrown) => thrown);
  expect(error).toBeInstanceOf(InvalidJobRequestError);
  expect(error.faults).toEqual([{ pointer: '/scheduled_for', message: 'must be at most 365 days ahead' }]);
});

test.each<{ what: string; given: Partial<CreateJobCommand> }>([
  { what: 'an unknown type', given: { type: 'other' } },
  { what: 'an input that does not fit', given: { input: { pages: 'x' } } },
])('a job of $what is not stored, and no worker hears of it', async ({ given }) => {
  await expect(createJob(dependencies(), command(given))).rejects.toBeInstanceOf(InvalidJobRequestError);

  expect(notified).toEqual([]);
  expect((await store.backlog(now, 10)).open.queued).toBe(0);
});

test('an organization gets no more open jobs than its quota, with and without a key', async () => {
  await createJob(dependencies(), command());
  await createJobOnce(dependencies(), command(), { key: 'a', bodyDigest: 'b', answer: () => 'c' });

  await expect(createJob(dependencies(), command())).rejects.toMatchObject({ quota: 'openJobs' });
  const third = createJobOnce(dependencies(), command(), { key: 'd', bodyDigest: 'b', answer: () => 'c' });
  await expect(third).rejects.toMatchObject({ quota: 'openJobs' });
  expect(notified).toHaveLength(2);
});

test('a key answers a repetition for 24 hours without another job or another word to the workers', async () => {
  const once = { key: 'november', bodyDigest: 'digest', answer: () => 'the answer' };
  expect(await createJobOnce(dependencies(), command(), once)).toHaveProperty('created');
  expect(notified).toEqual([now]);

  await clock.advance(dayMs - 1);
  expect(await createJobOnce(dependencies(), command(), once)).toEqual({ replayed: 'the answer' });
  const reused = createJobOnce(dependencies(), command(), { ...once, bodyDigest: 'another' });
  await expect(reused).rejects.toBeInstanceOf(IdempotencyKeyReusedError);
  expect(notified).toEqual([now]);

  await clock.advance(1);
  expect(await createJobOnce(dependencies(), command(), once)).toHaveProperty('created');
});
