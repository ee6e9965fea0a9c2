import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { defineJob } from '../engine/job-definition.ts';
import { demoBatch } from '../job-types/demo-batch.ts';
import { eventually } from '../test/eventually.ts';
import { type Answer, openServer, testKeys } from '../test/running-server.ts';
import { TestClock } from '../test/test-clock.ts';

type Server = Awaited<ReturnType<typeof openServer>>;
type Job = Answer['body'];

const graceSeconds = 30;
const never = { items: 1, item_ms: 3_600_000 };

let clock: TestClock;
let running: Server;

/** Lets the jobs of type `deaf` end that run. */
let letGo: () => void;
let gate: Promise<void>;

const deaf = defineJob({
  type: 'deaf',
  description: 'Emits one result when it is let go, whatever happens to its job until then.',
  input: {},
  async run({ emit, progress }) {
    await progress({ total: 1 });
    await gate;
    await emit({ output: 'late' });
  },
});

beforeAll(async () => {
  clock = new TestClock();
  running = await openServer({ clock, concurrency: 100, handlers: [demoBatch, deaf] });
});

beforeEach(() => {
  ({ promise: gate, resolve: letGo } = Promise.withResolvers<void>());
});
afterEach(() => letGo());

afterAll(() => running.close());

const read = async (job: Job): Promise<Job> => (await running.send('GET', `/v1/jobs/${job.id}`)).body;

const cancel = (job: Job, json?: unknown): Promise<Answer> =>
  running.send('POST', `/v1/jobs/${job.id}/cancel`, json === undefined ? {} : { json });

function becomes(job: Job, status: string): Promise<Job> {
  return eventually(`${job.id} becomes ${status}`, async () => {
    const now = await read(job);
    return now.status === status && now;
  });
}

/** A way to a job in each status. `cancelling` is of a handler that does not listen. */
const ways: Record<string, () => Promise<Job>> = {
  async queued() {
    const scheduledFor = new Date(clock.now() + 86_400_000).toISOString();
    return running.create({ type: 'demo.batch', input: never, scheduled_for: scheduledFor });
  },
  async running() {
    const job = await running.create({ type: 'demo.batch', input: never });
    return eventually('it runs and has announced its total', async () => {
      const now = await read(job);
      return now.progress.total !== null && now;
    });
  },
  async cancelling() {
    const job = await becomes(await running.create({ type: 'deaf', input: {} }), 'running');
    return (await cancel(job, { reason: 'first' })).body;
  },
  async completed() {
    return running.ended((await running.create({ type: 'demo.batch', input: { items: 2, item_ms: 0 } })).id);
  },
  async failed() {
    const input = { items: 2, item_ms: 0, fail_at: 1 };
    return running.ended((await running.create({ type: 'demo.batch', input })).id);
  },
  async cancelled() {
    const job = await becomes(await running.create({ type: 'demo.batch', input: never }), 'running');
    await cancel(job, { reason: 'first' });
    return becomes(job, 'cancelled');
  },
  async expired() {
    const job = await running.create({ type: 'demo.batch', input: never, timeout_seconds: 1 });
    await clock.advance(3000);
    return becomes(job, 'expired');
  },
};

async function jobIn(status: string): Promise<Job> {
  const job = await (ways[status] as () => Promise<Job>)();
  expect(job.status).toBe(status);
  return job;
}

describe('cancel answers by the status of the job', () => {
  test('queued: 200 and cancelled at once, with no bound to wait for', async () => {
    const job = await jobIn('queued');

    const { status, body, headers } = await cancel(job, { reason: 'changed my mind' });

    expect(status).toBe(200);
    expect(body).toMatchObject({
      status: 'cancelled',
      terminal: true,
      version: 2,
      attempt: 0,
      error: null,
      started_at: null,
      finished_at: new Date(clock.now()).toISOString(),
      cancellation: {
        requested_at: new Date(clock.now()).toISOString(),
        reason: 'changed my mind',
        deadline_at: null,
        stopped_at: null,
        forced: false,
      },
      links: { cancel: null },
    });
    expect([headers.get('etag'), headers.get('retry-after')]).toEqual(['"2"', null]);
  });

  test('running: 200 and cancelling, with the bound, then cancelled', async () => {
    const job = await jobIn('running');

    const { status, body, headers } = await cancel(job);

    expect(status).toBe(200);
    expect(body).toMatchObject({
      status: 'cancelling',
      terminal: false,
      finished_at: null,
      cancellation: {
        reason: null,
        deadline_at: new Date(clock.now() + graceSeconds * 1000).toISOString(),
        stopped_at: null,
        forced: false,
      },
      links: { cancel: `/v1/jobs/${job.id}/cancel` },
    });
    expect([headers.get('etag'), headers.get('retry-after')]).toEqual([`"${body.version}"`, '1']);
    expect(await becomes(job, 'cancelled')).toMatchObject({
      error: null,
      cancellation: { stopped_at: new Date(clock.now()).toISOString(), forced: false },
    });
  });

  test('cancelling: 200 and unchanged, with the first reason', async () => {
    const job = await jobIn('cancelling');

    const { status, body } = await cancel(job, { reason: 'second' });

    expect([status, body]).toEqual([200, job]);
    letGo();
    expect((await becomes(job, 'cancelled')).cancellation.reason).toBe('first');
  });

  test('cancelled: 200 and unchanged, with the first reason', async () => {
    const job = await jobIn('cancelled');

    for (let time = 0; time < 5; time += 1) {
      const { status, body } = await cancel(job, { reason: `${time}` });
      expect([status, body]).toEqual([200, job]);
    }
  });

  test.each(['completed', 'failed', 'expired'])('%s: 409 with the job as it ended', async (ended) => {
    const job = await jobIn(ended);

    const { status, body, headers } = await cancel(job, { reason: 'too late' });

    expect([status, body.code, body.job, body.retryable]).toEqual([409, 'job_already_terminal', job, false]);
    expect(headers.get('content-type')).toBe('application/problem+json');
    expect(await read(job)).toEqual(job);
  });

  test('unknown: 404', async () => {
    expect(await cancel({ id: 'job_none' })).toMatchObject({ status: 404, body: { code: 'job_not_found' } });
  });

  test.each(['queued', 'running', 'cancelling', 'cancelled', 'completed'])(
    'of another organization, though %s: 404, and nothing happens to it',
    async (status) => {
      const job = await jobIn(status);
      const before = await read(job);

      const answer = await running.send('POST', `/v1/jobs/${job.id}/cancel`, { key: testKeys.globex });

      expect(answer).toMatchObject({ status: 404, body: { code: 'job_not_found' } });
      expect(await read(job)).toEqual(before);
    },
  );

  test.each(['queued', 'running', 'completed'])(
    '%s, with a read-only key: 403, and nothing happens',
    async (status) => {
      const job = await jobIn(status);

      const answer = await running.send('POST', `/v1/jobs/${job.id}/cancel`, { key: testKeys.reader });

      expect(answer).toMatchObject({ status: 403, body: { code: 'forbidden' } });
      expect(await read(job)).toEqual(job);
    },
  );
});

test('results before the stop stay readable, and a cancelled job is sealed', async () => {
  const job = await running.create({ type: 'demo.batch', input: { items: 1000, item_ms: 5 } });
  await eventually('some results', async () => (await read(job)).progress.completed >= 3);
  await cancel(job);
  const cancelled = await becomes(job, 'cancelled');

  const { body } = await running.send('GET', `/v1/jobs/${job.id}/results?limit=100`);

  expect(body.sealed).toBe(true);
  expect(body.data).toHaveLength(cancelled.progress.completed);
  expect(body.data.map(({ index }: { index: number }) => index)).toEqual([...body.data.keys()]);
  expect(await read(job)).toEqual(cancelled);
});

test('at the grace bound the job is cancelled by force, and what its worker writes then is refused', async () => {
  const job = await becomes(await running.create({ type: 'deaf', input: {} }), 'running');
  const { body: cancelling } = await cancel(job);

  await clock.advance(graceSeconds * 1000 + 1000);
  const forced = await becomes(job, 'cancelled');

  expect(forced.cancellation).toEqual({ ...cancelling.cancellation, forced: true });
  expect(Date.parse(forced.finished_at) - Date.parse(forced.cancellation.deadline_at)).toBeLessThanOrEqual(5000);
  letGo();
  const stopped = await eventually('the worker stops', async () => {
    const now = await read(job);
    return now.cancellation.stopped_at !== null && now;
  });
  expect(stopped).toEqual({
    ...forced,
    version: forced.version + 1,
    cancellation: { ...forced.cancellation, stopped_at: expect.any(String) },
  });
  expect((await running.send('GET', `/v1/jobs/${job.id}/results`)).body.data).toHaveLength(stopped.progress.completed);
});

test('twenty cancels at the same time are one cancel', async () => {
  const job = await jobIn('running');

  const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => cancel(job, { reason: `${index}` })));

  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect(new Set(answers.map(({ body }) => body.cancellation.reason)).size).toBe(1);
  await becomes(job, 'cancelled');
  const { body } = await running.send('GET', `/v1/jobs/${job.id}/events`);
  expect(body.data.map(({ type }: { type: string }) => type)).toEqual([
    'job.queued',
    'job.started',
    'job.cancelling',
    'job.cancelled',
  ]);
});

test('a hundred cancels that race the end of their jobs are kept, or are told how the job ended', async () => {
  const jobs: Job[] = await Promise.all(
    Array.from({ length: 100 }, () => running.create({ type: 'demo.batch', input: { items: 2, item_ms: 1 } })),
  );

  const answers = await Promise.all(jobs.map((job) => cancel(job)));

  for (const [index, answer] of answers.entries()) {
    const ended = await running.ended(jobs[index].id);
    if (answer.status === 200) expect(ended.status).toBe('cancelled');
    else expect([answer.status, answer.body.job.status, ended.status]).toEqual([409, 'completed', 'completed']);
  }
});

test.each<{ given: string; options: object; status: number }>([
  { given: 'an empty object', options: { json: {} }, status: 200 },
  { given: 'a reason of 500 characters', options: { json: { reason: '😀'.repeat(500) } }, status: 200 },
  { given: 'an empty reason', options: { json: { reason: '' } }, status: 200 },
  { given: 'no body but its type', options: { headers: { 'Content-Type': 'application/json' } }, status: 200 },
  { given: 'a reason of 501 characters', options: { json: { reason: '😀'.repeat(501) } }, status: 400 },
  { given: 'no reason but null', options: { json: { reason: null } }, status: 400 },
  { given: 'another member', options: { json: { force: true } }, status: 400 },
  { given: 'null', options: { json: null }, status: 400 },
])('the body of a cancel may be, or not, $given: $status', async ({ options, status }) => {
  const job = await jobIn('queued');

  expect((await running.send('POST', `/v1/jobs/${job.id}/cancel`, options)).status).toBe(status);
  expect((await read(job)).status).toBe(status === 200 ? 'cancelled' : 'queued');
});
