import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { spec } from '@jobwire/contract/spec';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isPortInUseError } from './http/port-in-use-error.ts';
import type { RunningMock } from './mock-options.ts';
import { startMock } from './start-mock.ts';

const key = { authorization: 'Bearer any' };
const json = { ...key, 'content-type': 'application/json' };

describe('a request', () => {
  let mock: RunningMock;
  beforeAll(async () => {
    mock = await startMock();
  });
  afterAll(() => mock.stop());

  const ask = (path: string, init: RequestInit = {}) =>
    fetch(`${mock.url}${path}`, { ...init, signal: AbortSignal.timeout(60_000) });

  test('the first example of the lowest 2xx status is the answer when nothing is preferred', async () => {
    const response = await ask('/v1/jobs/job_1', { headers: key });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ object: 'job' });
  });

  test('malformed JSON is answered 400', async () => {
    const response = await ask('/v1/jobs', { method: 'POST', headers: json, body: '{"type":' });
    expect(response.status).toBe(400);
  });

  test('a large malformed body is answered 400, and the next request is answered too', async () => {
    const body = `{"type": "${'x'.repeat(1_000_000)}`;
    expect((await ask('/v1/jobs', { method: 'POST', headers: json, body })).status).toBe(400);
    expect((await ask('/v1/jobs/job_1', { headers: key })).status).toBe(200);
  });

  test.each([
    { given: 'an undeclared path', path: '/v1/nothing', init: {}, status: 404, code: 'route_not_found' },
    {
      given: 'an undeclared method',
      path: '/v1/jobs',
      init: { method: 'PUT' },
      status: 405,
      code: 'method_not_allowed',
    },
    {
      given: 'malformed JSON',
      path: '/v1/jobs',
      init: { ...post(null), body: '{' },
      status: 400,
      code: 'malformed_json',
    },
  ])('$given is answered in the words of the contract', async ({ path, init, status, code }) => {
    const response = await ask(`${path}?limit=1`, init);
    expect([response.status, response.headers.get('content-type')]).toEqual([status, 'application/problem+json']);
    const requestId = response.headers.get('x-request-id');
    expect(await response.json()).toMatchObject({ code, status, instance: path, request_id: requestId });
    expect(response.headers.get('allow')).toBe(status === 405 ? 'POST, GET, HEAD' : null);
  });

  test('a HEAD is answered as its GET, without the body', async () => {
    const response = await ask('/v1/jobs/job_1', { method: 'HEAD', headers: key });
    expect([response.status, response.headers.get('etag'), await response.text()]).toEqual([200, '"9"', '']);
  });

  test.each([
    { given: 'a body with an unknown member', path: '/v1/jobs', init: post({ type: 'a', input: {}, colour: 'red' }) },
    { given: 'a body without its required members', path: '/v1/jobs', init: post({}) },
    {
      given: 'a body that is too large a number',
      path: '/v1/jobs',
      init: post({ type: 'a', input: {}, priority: 10 }),
    },
    { given: 'no body where one is required', path: '/v1/jobs', init: { method: 'POST', headers: key } },
    { given: 'a malformed id', path: '/v1/jobs/a%20b', init: { headers: key } },
    { given: 'a limit out of range', path: '/v1/jobs?limit=1000', init: { headers: key } },
    { given: 'an unknown status as a filter', path: '/v1/jobs?status=done', init: { headers: key } },
  ])('$given is answered with the 400 of the contract', async ({ path, init }) => {
    const response = await ask(path, init);
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({ code: 'validation_error' });
  });

  test.each([
    { given: 'no key', headers: {} },
    { given: 'another scheme', headers: { authorization: 'Basic eDp5' } },
  ])('$given is answered with the 401 of the contract, whatever is preferred', async ({ headers }) => {
    const response = await ask('/v1/jobs/job_1', { headers: { ...headers, prefer: 'code=200' } });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ code: 'unauthorized' });
  });

  test('a filter by metadata is accepted', async () => {
    const response = await ask('/v1/jobs?metadata[team]=billing&status=queued&status=running', { headers: key });
    expect(response.status).toBe(200);
    expect(response.headers.get('sl-violations')).toBeNull();
  });

  test('an answer claims neither a wait nor a replay that never was', async () => {
    const { type, input } = { type: 'documents.extract', input: {} };
    const response = await ask('/v1/jobs', { ...post({ type, input }), headers: { ...json, prefer: 'wait=5' } });
    expect(response.status).toBe(201);
    expect(response.headers.get('preference-applied')).toBeNull();
    expect(response.headers.get('idempotent-replayed')).toBeNull();
    expect(response.headers.get('location')).not.toBeNull();
  });

  test('Prefer may carry a wait beside the code', async () => {
    const response = await ask('/v1/jobs/job_1', { headers: { ...key, prefer: 'wait=5, code=404' } });
    expect(response.status).toBe(404);
  });

  test('a browser on another origin may call it', async () => {
    const response = await ask('/v1/jobs/job_1', {
      method: 'OPTIONS',
      headers: {
        origin: 'http://127.0.0.1:5173',
        'access-control-request-method': 'GET',
        'access-control-request-headers': 'authorization',
      },
    });
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-origin')).toBe('http://127.0.0.1:5173');
    expect(response.headers.get('access-control-allow-headers')).toBe('authorization');
  });

  function post(body: unknown): RequestInit {
    return { method: 'POST', headers: json, body: JSON.stringify(body) };
  }
});

describe('startMock', () => {
  test('a taken port is refused with an error that names it and leaves the other program alone', async () => {
    const other = createServer((_, response) => response.end('other')).listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;

    const error = await startMock({ port }).catch((reason: unknown) => reason);

    expect(isPortInUseError(error)).toBe(true);
    expect(error).toMatchObject({ name: 'PortInUseError', host: '127.0.0.1', port });
    expect((error as Error).message).toContain(`Port ${port} on 127.0.0.1 is in use`);
    expect(await (await fetch(`http://127.0.0.1:${port}`)).text()).toBe('other');
    other.closeAllConnections();
    other.close();
  });

  test('an address that is not of this machine is named in the error', async () => {
    await expect(startMock({ host: '192.0.2.1' })).rejects.toThrow(/cannot listen on port 0 of 192\.0\.2\.1/);
  });

  test('stop frees the port, and a second stop does nothing', async () => {
    const first = await startMock();
    const port = Number(new URL(first.url).port);
    await first.stop();
    await first.stop();
    const second = await startMock({ port });
    expect(second.url).toBe(first.url);
    await second.stop();
  });

  test('stop does not wait for a client that holds its connection', async () => {
    const mock = await startMock();
    const silent = connect(Number(new URL(mock.url).port), '127.0.0.1');
    await once(silent, 'connect');
    const slow = connect(Number(new URL(mock.url).port), '127.0.0.1');
    await once(slow, 'connect');
    slow.write(
      'POST /v1/jobs HTTP/1.1\r\nhost: mock\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{',
    );
    await fetch(`${mock.url}/v1/jobs/job_1`, { headers: key });

    const closed = Promise.all([once(silent, 'close'), once(slow, 'close')]);
    await mock.stop();
    await closed;
  });

  test('another spec is mocked when one is passed, and is not changed', async () => {
    const cancelJob = { '/v1/jobs/{job_id}/cancel': spec.paths['/v1/jobs/{job_id}/cancel'] ?? {} };
    const other = { ...spec, paths: cancelJob };
    const before = JSON.stringify(other);
    const mock = await startMock({ spec: other });
    const answer = async (path: string) => (await fetch(`${mock.url}${path}`, { method: 'POST', headers: key })).status;
    expect(await answer('/v1/jobs/job_1/cancel')).toBe(200);
    expect(await answer('/v1/jobs/cancel')).toBe(404);
    expect(JSON.stringify(other)).toBe(before);
    await mock.stop();
  });

  test('the log names each request and never shows its key', async () => {
    const lines: string[] = [];
    const mock = await startMock({ log: (line) => lines.push(line) });
    await fetch(`${mock.url}/v1/jobs/job_1`, { headers: { authorization: 'Bearer secret-key' } });
    await mock.stop();
    expect(lines[0]).toBe('GET /v1/jobs/job_1');
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.join('\n')).not.toContain('secret-key');
  });
});
