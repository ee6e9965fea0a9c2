import { once } from 'node:events';
import type { RequestListener, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { eventually } from '../test/eventually.ts';
import { rawConnection } from '../test/raw-connection.ts';
import { runningServer, testKeys } from '../test/running-server.ts';
import { type ConnectionBounds, defaultConnectionBounds } from './connection-bounds.ts';
import { createHttpServer } from './create-http-server.ts';
import { longestWaitSeconds } from './wait-limits.ts';

const authorization = `Authorization: Bearer ${testKeys.acme}\r\n`;
const portOf = (url: string) => Number(new URL(url).port);
const manyHeaders = (count: number) => Array.from({ length: count }, (_, index) => `a${index}:b\r\n`).join('');

test.each([
  {
    name: 'headers of 17 KB',
    given: `GET /v1/jobs HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(17_000)}\r\n\r\n`,
    want: 431,
  },
  { name: 'a URL of 17 KB', given: `GET /v1/jobs?type=${'x'.repeat(17_000)} HTTP/1.1\r\nHost: a\r\n\r\n`, want: 431 },
  { name: '201 headers', given: `GET /v1/jobs HTTP/1.1\r\nHost: a\r\n${manyHeaders(200)}\r\n`, want: 431 },
  { name: '2,000 headers', given: `GET /v1/jobs HTTP/1.1\r\nHost: a\r\n${manyHeaders(1999)}\r\n`, want: 431 },
  { name: 'no HTTP', given: 'hello\r\n\r\n', want: 400 },
  { name: 'no Host', given: 'GET /v1/jobs HTTP/1.1\r\n\r\n', want: 400 },
  { name: 'two Hosts', given: 'GET /v1/jobs HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n', want: 400 },
  { name: 'two Hosts alike', given: 'GET /v1/jobs HTTP/1.0\r\nHost: a\r\nHost: a\r\n\r\n', want: 400 },
  {
    name: 'a length and a chunked body at once',
    given: 'POST /v1/jobs HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    want: 400,
  },
])('$name: the answer is $want, and the server goes on (S14)', async ({ given, want }) => {
  const { url, send } = await runningServer();
  const { closed } = await rawConnection(portOf(url), given);
  const answer = await closed;
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${want} `));
  expect(answer).toContain('application/problem+json');
  const problem = JSON.parse(answer.split('\r\n\r\n')[1] ?? '');
  expect(problem).toMatchObject({
    status: want,
    code: want === 431 ? 'headers_too_large' : 'validation_error',
    retryable: false,
  });
  expect(Object.keys(problem).sort()).toEqual(
    ['code', 'detail', 'instance', 'request_id', 'retryable', 'status', 'title', 'type'].sort(),
  );
  expect(answer).toContain(`\r\nX-Request-Id: ${problem.request_id}\r\n`);
  expect((await send('GET', '/v1/capabilities')).status).toBe(200);
});

test('an expectation that nobody has heard of is ignored', async () => {
  const { url } = await runningServer();
  const request = `GET /v1/capabilities HTTP/1.1\r\nHost: a\r\n${authorization}Expect: miracles\r\nConnection: close\r\n\r\n`;
  const { closed } = await rawConnection(portOf(url), request);

  expect(await closed).toMatch(/^HTTP\/1.1 200 /);
});

test('headers and a URL of 15 KB together are taken', async () => {
  const { send } = await runningServer();
  const filter = Array.from({ length: 14 }, (_, index) => `metadata[k${index}]=${'v'.repeat(512)}`).join('&');
  const answer = await send('GET', `/v1/jobs?${filter}`, { headers: { 'X-Own': 'x'.repeat(7000) } });
  expect(answer.status).toBe(200);
});

const quick: Partial<ConnectionBounds> = { headersTimeoutMs: 200, requestTimeoutMs: 300, checkIntervalMs: 50 };

test.each([
  { name: 'headers that do not end', given: `GET /v1/jobs HTTP/1.1\r\n${authorization}X: ` },
  { name: 'nothing at all', given: '' },
  {
    name: 'a body that does not end',
    given: `POST /v1/jobs HTTP/1.1\r\nHost: a\r\n${authorization}Content-Type: application/json\r\nContent-Length: 9\r\n\r\n{`,
  },
  {
    name: 'a body in pieces that does not begin',
    given: `POST /v1/jobs/job_1/cancel HTTP/1.1\r\nHost: a\r\n${authorization}Transfer-Encoding: chunked\r\n\r\n`,
  },
])('a connection that sends $name is answered 408 and closed (S13)', async ({ given }) => {
  const { url, send } = await runningServer({ connectionBounds: quick });
  const { closed } = await rawConnection(portOf(url), given);
  expect(await closed).toMatch(/^HTTP\/1.1 408 /);
  expect((await send('GET', '/v1/capabilities')).status).toBe(200);
});

test.each([
  {
    name: 'headers of 17 KB',
    given: `GET /v1/jobs HTTP/1.1\r\nX: ${'x'.repeat(17_000)}\r\n\r\n`,
    status: 431,
    method: null,
  },
  { name: '201 headers', given: `GET / HTTP/1.1\r\nHost: a\r\n${manyHeaders(200)}\r\n`, status: 431, method: 'GET' },
  { name: 'no HTTP', given: 'hello\r\n\r\n', status: 400, method: null },
  { name: 'no Host', given: 'GET /v1/jobs HTTP/1.1\r\n\r\n', status: 400, method: 'GET' },
  { name: 'a method that nobody knows', given: 'BREW / HTTP/1.1\r\nHost: a\r\n\r\n', status: 400, method: null },
  { name: 'headers that do not end', given: 'GET /v1/jobs HTTP/1.1\r\nX: ', status: 408, method: null },
  {
    name: 'a body that does not end',
    given: `POST /v1/jobs HTTP/1.1\r\nHost: a\r\n${authorization}Content-Type: application/json\r\nContent-Length: 9\r\n\r\n{`,
    status: 408,
    method: 'POST',
  },
  {
    name: 'a body that does not end, of a request with a name',
    given: `POST /v1/jobs HTTP/1.1\r\nHost: a\r\n${authorization}X-Request-Id: mine\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{`,
    status: 408,
    method: 'POST',
    requestId: 'mine',
  },
  {
    name: 'garbage behind a request that waits',
    given: `GET /v1/capabilities HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nno length`,
    status: 400,
    method: 'GET',
  },
])('$name: the log has one line, with the status and the id that the caller got', async (tried) => {
  const lines: Record<string, unknown>[] = [];
  const note = (fields: Record<string, unknown>) => lines.push(fields);
  const logger = { debug: note, info: note, warn: note, error: note };
  const { url, server } = await runningServer({ connectionBounds: quick, logger });
  const answer = await (await rawConnection(portOf(url), tried.given)).closed;
  // What its route still has to say is said before the server is closed.
  await server.close();

  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${tried.status} `));
  const requestId = /\r\nX-Request-Id: (.*)\r\n/.exec(answer)?.[1];
  if (tried.requestId !== undefined) expect(requestId).toBe(tried.requestId);
  expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toMatchObject({ request_id: requestId });
  const { status, method } = tried;
  expect(lines.filter((fields) => 'request_id' in fields)).toMatchObject([{ request_id: requestId, status, method }]);
});

test('a connection that is kept alive without a request is closed (S13)', async () => {
  const { url } = await runningServer({ connectionBounds: { keepAliveTimeoutMs: 20 } });
  const { closed } = await rawConnection(
    portOf(url),
    `GET /v1/capabilities HTTP/1.1\r\nHost: a\r\n${authorization}\r\n`,
  );
  expect(await closed).toMatch(/^HTTP\/1.1 200 /);
});

test('hundreds of connections that say nothing keep nobody else from being answered (S13)', async () => {
  const { url, send } = await runningServer({ connectionBounds: quick });
  const silent = await Promise.all(Array.from({ length: 300 }, () => rawConnection(portOf(url))));
  expect((await send('GET', '/v1/capabilities')).status).toBe(200);
  await Promise.all(silent.map(({ closed }) => closed));
});

test('when all connections are taken by callers that say nothing, they have to leave and others are answered (S13)', async () => {
  // Long enough for eleven of them to come before the first has to leave, also on a machine that stands still.
  const bounds = { headersTimeoutMs: 5000, requestTimeoutMs: 6000, checkIntervalMs: 50, connections: 10 };
  const { url, send } = await runningServer({ connectionBounds: bounds });
  const silent = await Promise.all(Array.from({ length: 10 }, () => rawConnection(portOf(url))));
  const oneTooMany = await rawConnection(portOf(url));
  expect(await oneTooMany.closed).toBe('');

  await Promise.all(silent.map(({ closed }) => closed));
  expect((await send('GET', '/v1/capabilities')).status).toBe(200);
});

test('a caller that does not read is given up, and what waits for it stays bounded (F51)', async () => {
  let handled = 0;
  const mebibyte = 'x'.repeat(1_048_576);
  const server = await listening(
    (_, response) => {
      handled += 1;
      response.end(mebibyte);
    },
    { idleTimeoutMs: 200 },
  );
  const connection = await rawConnection(server.port);
  connection.socket.pause();
  connection.socket.on('error', () => {});
  connection.socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(200));

  await eventually('the connection is closed', () => handled > 0 && server.connections() === 0);
  // What the system itself takes in between is a few of them.
  expect(handled).toBeLessThan(50);
  connection.socket.destroy();
});

test('requests that come together on one connection are answered one after the other, in their order', async () => {
  const earlier: ServerResponse[] = [];
  let unfinished = 0;
  const { port } = await listening((request, response) => {
    unfinished += earlier.filter(({ writableFinished }) => !writableFinished).length;
    earlier.push(response);
    setImmediate(() => response.end(`<${request.url}>`));
  });
  const paths = Array.from({ length: 50 }, (_, index) => `/${index}`);
  const requests = paths.map((path) => `GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`);
  const connection = await rawConnection(port, requests.join(''));

  await eventually('all are answered', () => connection.text.includes('</49>'));
  expect([...connection.text.matchAll(/<(.*)>/g)].map(([, path]) => path)).toEqual(paths);
  expect(unfinished).toBe(0);
  connection.socket.destroy();
});

test('the longest wait is shorter than the time in which something has to move', () => {
  expect(defaultConnectionBounds.idleTimeoutMs).toBeGreaterThan((longestWaitSeconds + 5) * 1000);
});

/** A server with a handler of its own that can tell how many connections it has. */
async function listening(listener: RequestListener, bounds: Partial<ConnectionBounds> = {}) {
  const server = createHttpServer(listener, bounds);
  let open = 0;
  server.on('connection', (socket) => {
    open += 1;
    socket.on('close', () => {
      open -= 1;
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { port, connections: () => open };
}
