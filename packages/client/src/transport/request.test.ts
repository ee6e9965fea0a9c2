import { describe, expect, test } from 'vitest';
import { eventually } from '../../../server/src/test/eventually.ts';
import {
  createJobsClient,
  isNetworkError,
  isProblem,
  isTimeoutError,
  isUnexpectedResponse,
  type JobsClient,
  type RetryOptions,
} from '../index.ts';
import { ClientClock } from '../test/client-clock.ts';
import {
  answer,
  badGateway,
  drop,
  type FaultServer,
  faultServer,
  halfAnswer,
  type Script,
  slowBody,
} from '../test/fault-server.ts';
import { jobAt, refuse } from '../test/stories.ts';

const job = jobAt(3, 'running');
const ok = answer(200, job);

interface Set {
  readonly server: FaultServer;
  readonly clock: ClientClock;
  readonly jobs: JobsClient;
}

async function setUp(script: readonly Script[], options: { retry?: RetryOptions | false } = {}): Promise<Set> {
  const server = await faultServer(...script);
  const clock = new ClientClock();
  return { server, clock, jobs: createJobsClient({ baseUrl: server.url, apiKey: 'sk_acme', ...options }, clock) };
}

const thrownBy = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) => error,
  );

describe('reading is repeated', () => {
  test('after a dropped connection and a 503, for half to all of a bound that doubles, behind what the server asks for', async () => {
    const { server, clock, jobs } = await setUp([drop, halfAnswer, refuse('unavailable', { 'Retry-After': '2' }), ok]);
    const read = jobs.get('job_1');
    await clock.passes(375);
    await clock.passes(750);
    await clock.passes(2250);
    expect(await read).toEqual(job);
    expect(server.lines()).toEqual(Array(4).fill('GET /v1/jobs/job_1'));
    expect(clock.delays).toEqual([]);
  });

  test('after a 429 as late as its Retry-After says, also where that is a date', async () => {
    const { server, clock, jobs } = await setUp([
      refuse('rate_limited', { 'Retry-After': 'Thu, 01 Jan 2026 00:00:07 GMT' }),
      ok,
    ]);
    const read = jobs.get('job_1');
    await clock.passes(7250);
    expect(await read).toEqual(job);
    expect(server.lines()).toHaveLength(2);
  });

  test('after an answer that does not end within the time of one attempt', async () => {
    const { server, clock, jobs } = await setUp([slowBody, ok]);
    const read = jobs.get('job_1');
    await eventually('the first request came', () => server.received.length === 1);
    await clock.passes(30_000);
    await clock.passes(375);
    expect(await read).toEqual(job);
    expect(server.lines()).toHaveLength(2);
  });

  test('after the page of a proxy that says 503', async () => {
    const page: Script = (response) => response.writeHead(503, { 'Retry-After': '1' }).end('<html>');
    const { clock, jobs } = await setUp([page, ok]);
    const read = jobs.get('job_1');
    await clock.passes(1250);
    expect(await read).toEqual(job);
  });

  test.each([
    ['the page of a proxy that says 502', badGateway],
    ['the page of a proxy that says 504', (response) => response.writeHead(504).end('<html>')],
    ['a problem that is called retryable', refuse('internal_error', {}, { retryable: true })],
  ] satisfies [string, Script][])('after %s', async (_name, script) => {
    const { clock, jobs } = await setUp([script, ok]);
    const read = jobs.get('job_1');
    await clock.passes(375);
    expect(await read).toEqual(job);
  });

  test('until all time for it is over, so that a restart of the server is not noticed', async () => {
    const { server, clock, jobs } = await setUp(Array<Script>(19).fill(drop));
    const failed = thrownBy(jobs.get('job_1'));
    // 5.6 s for the first four pauses, and then a pause of 3.75 s until a minute is nearly over.
    for (const pauseMs of [375, 750, 1500, 3000]) await clock.passes(pauseMs);
    for (let times = 0; times < 14; times += 1) await clock.passes(3750);
    expect(isNetworkError(await failed)).toBe(true);
    expect(server.lines()).toHaveLength(19);
  });

  test('not at all when the pause would go beyond the time for all attempts', async () => {
    const { server, jobs } = await setUp([refuse('rate_limited', { 'Retry-After': '60' })]);
    const error = await thrownBy(jobs.get('job_1'));
    expect(isProblem(error, 'rate_limited') && error.retryAfterSeconds).toBe(60);
    expect(server.lines()).toHaveLength(1);
  });

  test('with the last attempt cut short by the time for all attempts', async () => {
    const { server, clock, jobs } = await setUp([drop, slowBody], { retry: { totalMs: 10_000 } });
    const failed = thrownBy(jobs.get('job_1'));
    await clock.passes(375);
    await clock.passes(9625);
    const error = await failed;
    expect(isTimeoutError(error) && error.timeoutMs).toBe(10_000);
    expect(String(error)).toBe(`TimeoutError: GET ${server.url}/v1/jobs/job_1 got no whole answer within 10000 ms`);
  });

  test('as often and as late as the options say', async () => {
    const { server, clock, jobs } = await setUp([drop, drop], { retry: { attempts: 2, pauseMs: 40 } });
    clock.chance = 0;
    const failed = thrownBy(jobs.get('job_1'));
    await clock.passes(20);
    expect(isNetworkError(await failed)).toBe(true);
    expect(server.lines()).toHaveLength(2);
  });

  test('never, when the options say so', async () => {
    const { server, jobs } = await setUp([drop], { retry: false });
    expect(isNetworkError(await thrownBy(jobs.get('job_1')))).toBe(true);
    expect(server.lines()).toHaveLength(1);
  });
});

describe('what is not repeated', () => {
  test.each([
    ['the page of a proxy that says 500', (response) => response.writeHead(500).end('<html>'), isUnexpectedResponse],
    ['a job that is not there', refuse('job_not_found'), isProblem],
    ['an error of the server that is not retryable', refuse('internal_error'), isProblem],
  ] satisfies [string, Script, (error: unknown) => boolean][])('%s is told at once', async (_name, script, guard) => {
    const { server, jobs } = await setUp([script]);
    expect(guard(await thrownBy(jobs.get('job_1')))).toBe(true);
    expect(server.lines()).toHaveLength(1);
  });

  test('a create without a key is sent once, whatever becomes of it', async () => {
    for (const script of [drop, refuse('unavailable', { 'Retry-After': '1' }), refuse('rate_limited')]) {
      const { server, jobs } = await setUp([script]);
      expect(await thrownBy(jobs.create({ type: 'demo.batch', input: {} }))).toBeInstanceOf(Error);
      expect(server.lines()).toEqual(['POST /v1/jobs']);
    }
  });

  test('a delete is sent once', async () => {
    const { server, jobs } = await setUp([drop]);
    expect(isNetworkError(await thrownBy(jobs.delete('job_1')))).toBe(true);
    expect(server.lines()).toEqual(['DELETE /v1/jobs/job_1']);
  });

  test('a body that cannot be JSON is the mistake of the caller, and is never sent', async () => {
    const { server, jobs } = await setUp([]);
    const input: Record<string, unknown> = {};
    input.self = input;
    expect(await thrownBy(jobs.create({ type: 'demo.batch', input }, { idempotencyKey: 'k' }))).toBeInstanceOf(
      TypeError,
    );
    expect(server.lines()).toEqual([]);
  });
});

describe('writes that are safe to repeat', () => {
  test('a create with a key goes on with that key, also while its first attempt is still in flight', async () => {
    const { server, clock, jobs } = await setUp([
      drop,
      refuse('idempotency_key_in_use', { 'Retry-After': '1' }, { retryable: true }),
      answer(201, job),
    ]);
    const created = jobs.create({ type: 'demo.batch', input: { items: 3 } }, { idempotencyKey: 'batch-7' });
    await clock.passes(375);
    await clock.passes(1250);
    expect(await created).toEqual(job);
    expect(server.received.map(({ headers, body }) => [headers['idempotency-key'], body])).toEqual(
      Array(3).fill(['batch-7', '{"type":"demo.batch","input":{"items":3}}']),
    );
  });

  test('a cancel is repeated, of one job and of many', async () => {
    const { clock, jobs } = await setUp([
      drop,
      answer(200, jobAt(4, 'cancelling')),
      drop,
      answer(200, { object: 'bulk_cancellation', outcomes: [] }),
    ]);
    const one = jobs.cancel('job_1', { reason: 'late' });
    await clock.passes(375);
    expect((await one).outcome).toBe('cancelling');
    const many = jobs.cancelMany({ job_ids: ['job_1'] });
    await clock.passes(375);
    expect((await many).outcomes).toEqual([]);
  });
});

describe('a signal', () => {
  const reason = new Error('The person has left.');

  test('that is aborted before sends nothing', async () => {
    const { server, jobs } = await setUp([]);
    await expect(jobs.get('job_1', { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(server.lines()).toEqual([]);
  });

  test('ends a request that is under way, and the server sees it', async () => {
    const { server, clock, jobs } = await setUp([slowBody]);
    const caller = new AbortController();
    const failed = thrownBy(jobs.get('job_1', { signal: caller.signal }));
    const [request] = await eventually('the request came', () => server.received.length === 1 && server.received);
    caller.abort(reason);
    expect(await failed).toBe(reason);
    await request?.closed;
    expect(clock.delays).toEqual([]);
  });

  test('ends a pause', async () => {
    const { server, clock, jobs } = await setUp([drop, ok]);
    const caller = new AbortController();
    const failed = thrownBy(jobs.get('job_1', { signal: caller.signal }));
    await eventually('it pauses', () => clock.delays.includes(375));
    caller.abort(reason);
    expect(await failed).toBe(reason);
    expect(server.lines()).toHaveLength(1);
    expect(clock.delays).toEqual([]);
  });
});

test('a fetch that heeds no signal is given up all the same', async () => {
  const clock = new ClientClock();
  const fetch = () => new Promise<Response>(() => {});
  const jobs = createJobsClient({ baseUrl: 'https://jobs.example.com', apiKey: 'k', fetch, retry: false }, clock);
  const failed = thrownBy(jobs.get('job_1'));
  await clock.passes(30_000);
  expect(isTimeoutError(await failed)).toBe(true);
});
