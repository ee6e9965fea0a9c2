import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { startMock } from '../start-mock.ts';
import { liveMock } from '../test/live-mock.ts';

describe('a job', () => {
  test('of any type waits, progresses result by result, and completes', async () => {
    const { mock, create, job, send } = await liveMock();
    const { id } = await create('documents.extract', { anything: ['at all'] });
    expect(await job(id)).toMatchObject({ status: 'queued', progress: { total: null, completed: 0 } });
    await mock.control.advance(500);
    expect(await job(id)).toMatchObject({ status: 'running', progress: { total: 10, completed: 0 } });
    await mock.control.advance(2000);
    const half = await job(id);
    expect(half).toMatchObject({ status: 'running', progress: { completed: 4 }, estimated_seconds_remaining: 3 });
    await mock.control.advance(3000);
    expect(await job(id)).toMatchObject({ status: 'completed', finished_at: '2026-01-01T00:00:05.500Z' });
    const results = (await send('GET', `/v1/jobs/${id}/results?limit=100`)).body;
    expect(results).toMatchObject({ sealed: true, data: { length: 10 } });
    expect(results.data[1]).toMatchObject({
      id: 'item-1',
      output: { item: 1 },
      created_at: '2026-01-01T00:00:01.500Z',
    });
  });

  test('of type demo.batch starts at once and does what its input says', async () => {
    const { mock, create, job } = await liveMock();
    const { id } = await create('demo.batch', { items: 3, item_ms: 1000, fail_at: 1 });
    expect(await job(id)).toMatchObject({ status: 'running', progress: { total: 3 } });
    await mock.control.advance(2000);
    expect(await job(id)).toMatchObject({
      status: 'failed',
      error: { code: 'item_failed' },
      progress: { completed: 1 },
    });
  });

  test('is cancelled, and keeps the results that it has', async () => {
    const { mock, create, job, send } = await liveMock();
    const { id } = await create('demo.batch', { items: 9, item_ms: 1000 });
    await mock.control.advance(2500);
    const cancelled = await send('POST', `/v1/jobs/${id}/cancel`, { json: { reason: 'enough' } });
    expect([cancelled.status, cancelled.body.status]).toEqual([200, 'cancelling']);
    expect(await job(id)).toMatchObject({
      status: 'cancelled',
      progress: { completed: 2 },
      cancellation: { reason: 'enough', forced: false },
    });
    expect((await send('POST', `/v1/jobs/${id}/cancel`)).body.version).toBe((await job(id)).version);
  });

  test('that ignores its cancel is ended at the grace bound', async () => {
    const { mock, create, job, send } = await liveMock({ seed: 1, graceMs: 7000 });
    const { id } = await create('demo.batch', { items: 1, item_ms: 60_000, ignore_cancel: true });
    await send('POST', `/v1/jobs/${id}/cancel`);
    await mock.control.advance(6900);
    expect(await job(id)).toMatchObject({ status: 'cancelling' });
    await mock.control.advance(1100);
    expect(await job(id)).toMatchObject({ status: 'cancelled', cancellation: { forced: true, stopped_at: null } });
    await mock.control.advance(60_000);
    expect((await job(id)).cancellation?.stopped_at).not.toBeNull();
  });

  test('that fails with a retryable error is tried again, until no attempt remains', async () => {
    const error = { code: 'busy', message: 'Busy.', retryable: true };
    const scenarios = { flaky: { queue_ms: 0, items: 2, item_ms: 100, fail_at: 1, error } };
    const { mock, create, job } = await liveMock({ seed: 1, scenarios });
    const { id } = await create('flaky', {}, { max_attempts: 2 });
    await mock.control.advance(200);
    expect(await job(id)).toMatchObject({ status: 'queued', attempt: 1, progress: { completed: 1 } });
    await mock.control.advance(5000);
    expect(await job(id)).toMatchObject({ status: 'failed', attempt: 2, error: { code: 'busy', message: 'Busy.' } });
  });

  test('gives the outputs of its scenario in turn', async () => {
    const scenarios = { '*': { queue_ms: 0, items: 3, item_ms: 0, outputs: [{ page: 'one' }, null] } };
    const { create, send } = await liveMock({ seed: 1, scenarios });
    const { id } = await create('anything');
    const { data } = (await send('GET', `/v1/jobs/${id}/results`)).body;
    expect(data.map(({ output }: { output: unknown }) => output)).toEqual([{ page: 'one' }, null, { page: 'one' }]);
  });

  test('goes on by itself where the clock runs, faster with its speed', async () => {
    const { create, send } = await liveMock({ speed: 1000 });
    const { id } = await create('anything');
    const ended = async () => (await send('GET', `/v1/jobs/${id}`, { headers: { Prefer: 'wait=60' } })).body;
    // A minute of this clock is soon over, on a slow machine before the job is done.
    let body = await ended();
    while (!body.terminal) body = await ended();
    expect(body).toMatchObject({ status: 'completed', progress: { completed: 10 } });
    expect(Date.parse(body.finished_at) - Date.parse(body.created_at)).toBeGreaterThanOrEqual(5500);
  });
});

describe('a key', () => {
  test('sees its own jobs and no others', async () => {
    const { create, send } = await liveMock();
    const { id, organization_id: organization } = await create('demo.batch', { items: 1, item_ms: 1 });
    expect(organization).toMatch(/^org_[0-9a-f]{12}$/);
    expect((await send('GET', `/v1/jobs/${id}`, { key: 'b' })).body).toMatchObject({ code: 'job_not_found' });
    expect((await send('GET', '/v1/jobs', { key: 'b' })).body.data).toEqual([]);
  });

  test('that is called unknown, or is a missing one turned into text, is refused, and so is such a type', async () => {
    const { send, create } = await liveMock();
    for (const key of ['unknown', 'unknown.read', 'sk_unknown_1', 'undefined', 'null', 'NaN', '0']) {
      expect((await send('GET', '/v1/jobs', { key })).body, key).toMatchObject({ code: 'unauthorized' });
    }
    expect((await send('GET', '/v1/jobs', { key: 'sk_known' })).status).toBe(200);
    for (const type of ['unknown', 'unknown.type']) {
      const refused = await send('POST', '/v1/jobs', { json: { type, input: {} } });
      expect(refused.body, type).toMatchObject({ code: 'validation_error', errors: [{ pointer: '/type' }] });
    }
    await create('unknownish');
    const named = await liveMock({ seed: 1, keys: ['unknown'], types: ['unknown'] });
    expect((await named.send('GET', '/v1/jobs', { key: 'unknown' })).status).toBe(200);
  });

  test('with .read behind it reads the jobs of the key, and writes nothing', async () => {
    const { create, send } = await liveMock();
    const { id } = await create('demo.batch', { items: 1, item_ms: 1 });
    expect((await send('GET', `/v1/jobs/${id}`, { key: 'a.read' })).status).toBe(200);
    expect((await send('POST', `/v1/jobs/${id}/cancel`, { key: 'a.read' })).body).toMatchObject({ code: 'forbidden' });
  });

  test('is refused when others were named, and so is a type', async () => {
    const { create, send } = await liveMock({ seed: 1, keys: ['a'], types: ['documents.extract'] });
    expect((await send('GET', '/v1/jobs', { key: 'b' })).body).toMatchObject({ code: 'unauthorized' });
    expect((await send('GET', '/v1/jobs', { key: 'a.read' })).status).toBe(200);
    await create('documents.extract');
    const refused = await send('POST', '/v1/jobs', { json: { type: 'other', input: {} } });
    expect(refused.body).toMatchObject({ code: 'validation_error' });
    const { job_types: types } = (await send('GET', '/v1/capabilities')).body;
    expect(types.map(({ type }: { type: string }) => type)).toEqual(['demo.batch', 'documents.extract']);
  });
});

describe('an answer that is asked for', () => {
  test.each([
    { prefer: 'code=409', status: 409, body: { code: 'job_already_terminal' } },
    { prefer: 'code="409", example=failed', status: 409, body: { job: { status: 'failed' } } },
    { prefer: 'wait=2, code=503', status: 503, body: { code: 'unavailable' } },
    { prefer: 'example=cancelling', status: 200, body: { status: 'cancelling' } },
  ])('by $prefer is given whatever there is', async ({ prefer, status, body }) => {
    const { send } = await liveMock();
    const answer = await send('POST', '/v1/jobs/job_1/cancel', { headers: { Prefer: prefer } });
    expect(answer).toMatchObject({ status, body });
    expect(answer.headers.get('x-request-id')).toMatch(/^req_/);
    if (status === 503) expect(answer.headers.get('retry-after')).toBe('5');
  });

  test('is the stream where a stream is accepted, and has no body where the contract has none', async () => {
    const { send } = await liveMock();
    const stream = await send('GET', '/v1/jobs/job_1/events', {
      headers: { Prefer: 'code=200', Accept: 'text/event-stream' },
    });
    expect(stream.headers.get('content-type')).toBe('text/event-stream');
    expect(stream.text).toContain('event: job.');
    const none = await send('GET', '/v1/jobs/job_1', { headers: { Prefer: 'code=304' } });
    expect([none.status, none.text]).toEqual([304, '']);
  });
});

describe('a browser', () => {
  test('of any origin may ask and read everything', async () => {
    const { mock, send } = await liveMock();
    const asked = await fetch(`${mock.url}/v1/jobs`, {
      method: 'OPTIONS',
      headers: {
        Origin: 'http://127.0.0.1:5173',
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'authorization,content-type',
      },
    });
    expect(asked.status).toBe(204);
    expect(asked.headers.get('access-control-allow-headers')).toBe('authorization,content-type');
    expect(asked.headers.get('access-control-allow-methods')).toBe('POST');
    for (const path of ['/v1/jobs', '/v1/nothing', '/__mock']) {
      const { headers } = await send('GET', path);
      expect(headers.get('access-control-allow-origin'), path).toBe('*');
      expect(headers.get('access-control-expose-headers'), path).toBe('*');
    }
  });
});

describe('a live mock', () => {
  test('answers a path that nobody declared with the problem of the contract', async () => {
    const { send } = await liveMock();
    for (const path of ['/v1/nothing', '/nothing']) {
      expect(await send('GET', path)).toMatchObject({ status: 404, body: { code: 'route_not_found' } });
    }
  });

  test('sends signed webhooks where it has a secret, and refuses them where it has none', async () => {
    const received = Promise.withResolvers<string | string[] | undefined>();
    const receiver = createServer((request, response) => {
      received.resolve(request.headers['webhook-signature']);
      response.end();
    }).listen(0, '127.0.0.1');
    await once(receiver, 'listening');
    const webhook = { url: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/` };
    const { create } = await liveMock({ webhookSecret: `whsec_${Buffer.alloc(32, 1).toString('base64')}` });
    await create('demo.batch', { items: 0, item_ms: 0 }, { webhook });
    expect(await received.promise).toMatch(/^v1,/);
    receiver.close();

    const { send } = await liveMock();
    const refused = await send('POST', '/v1/jobs', { json: { type: 'a', input: {}, webhook } });
    expect(refused.body).toMatchObject({ code: 'validation_error' });
  });

  test('logs each request without its query and its key', async () => {
    const lines: string[] = [];
    const { send } = await liveMock({ log: (line) => lines.push(line) });
    await send('GET', '/v1/jobs?limit=1', { key: 'secret' });
    await send('GET', '/__mock');
    await expect.poll(() => lines, { timeout: 60_000 }).toEqual(['GET /v1/jobs 200', 'GET /__mock 200']);
  });

  test('does not start on a taken port', async () => {
    const { mock } = await liveMock();
    const port = Number(new URL(mock.url).port);
    await expect(startMock({ live: true, port })).rejects.toMatchObject({ name: 'PortInUseError', port });
  });

  test('stops while a job runs, a request waits and a stream is open, and a second stop does nothing', async () => {
    const { mock, create } = await liveMock();
    const { id } = await create('demo.batch', { items: 1, item_ms: 60_000, ignore_cancel: true });
    const headers = { Authorization: 'Bearer a' };
    const held = fetch(`${mock.url}/v1/jobs/${id}`, { headers: { ...headers, Prefer: 'wait=60' } });
    const stream = await fetch(`${mock.url}/v1/jobs/${id}/events`, {
      headers: { ...headers, Accept: 'text/event-stream' },
    });
    const read = stream.text().catch(() => 'cut off');
    await mock.stop();
    await mock.stop();
    await held.then(
      (response) => response.body?.cancel(),
      () => {},
    );
    expect(await read).toMatch(/event: job.queued|cut off/);
    await expect(fetch(mock.url)).rejects.toThrow();
  });
});
