import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { eventually } from '../test/eventually.ts';
import { rawConnection } from '../test/raw-connection.ts';
import { runningServer, testKeys } from '../test/running-server.ts';
import { createHttpServer } from './create-http-server.ts';

const get = (path: string) => `GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`;
const statuses = (text: string) => [...text.matchAll(/HTTP\/1\.1 (\d+) /g)].map(([, status]) => Number(status));

test.each(['GARBAGE\r\n\r\n', 'xx'])(
  'a job that was created is answered so, although %j comes behind its request',
  async (garbage) => {
    const { url, send } = await runningServer();
    const body = JSON.stringify({ type: 'demo.batch', input: { items: 1, item_ms: 0 } });
    const head = `POST /v1/jobs HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${testKeys.acme}\r\n`;
    const request = `${head}Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
    const { closed, socket } = await rawConnection(Number(new URL(url).port), request + garbage);
    // What is not wrong yet goes on.
    if (garbage === 'xx') socket.write('\r\n\r\n');

    const answers = await closed;
    expect(statuses(answers)).toEqual([201, 400]);
    expect((await send('GET', '/v1/jobs')).body.data).toHaveLength(1);
  },
);

test('a cancel that was carried out is answered so, although what comes behind it is no HTTP', async () => {
  const { url, create, send } = await runningServer();
  const { id } = await create({ type: 'demo.batch', input: { items: 1, item_ms: 60_000 } });
  const head = `POST /v1/jobs/${id}/cancel HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${testKeys.acme}\r\n`;
  const { closed } = await rawConnection(Number(new URL(url).port), `${head}Content-Length: 0\r\n\r\nGARBAGE\r\n\r\n`);

  expect(statuses(await closed)).toEqual([200, 400]);
  expect((await send('GET', `/v1/jobs/${id}`)).body.cancellation).not.toBeNull();
});

test.each([
  { name: 'no HTTP', behind: 'GARBAGE\r\n\r\n', want: [200, 200, 200, 400] },
  {
    name: 'a request with a broken body',
    behind: 'POST /c HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nno length\r\n',
    want: [200, 200, 200, 400],
  },
  { name: 'CONNECT', behind: 'CONNECT b:443 HTTP/1.1\r\nHost: b:443\r\n\r\n', want: [200, 200, 200, 400] },
])('requests that were sent ahead get their answers, and $name behind them its own', async ({ behind, want }) => {
  const gate = Promise.withResolvers<void>();
  const asked: string[] = [];
  const refused: unknown[] = [];
  const { port } = await listening(async (request, response) => {
    asked.push(request.url ?? '');
    await gate.promise;
    response.end(request.url);
  }, refused);
  const connection = await rawConnection(port, get('/a') + get('/b') + get('/c') + behind);
  await eventually('the first is asked', () => asked.length === 1);
  // Again and again, while nothing is answered.
  connection.socket.write('more garbage\r\n\r\n');
  gate.resolve();

  expect(statuses(await connection.closed)).toEqual(want);
  expect(asked).toEqual(['/a', '/b', '/c']);
  expect(refused).toHaveLength(1);
});

test('an answer that is under way is given to its end before what comes behind its request is refused', async () => {
  const gate = Promise.withResolvers<void>();
  const { port } = await listening(async (_, response) => {
    response.writeHead(200, { 'Content-Length': '5' });
    response.write('begi');
    await gate.promise;
    response.end('n');
  });
  // In one packet, so that the answer has begun when the garbage is met.
  const connection = await rawConnection(port, `${get('/')}garbage\r\n\r\n`);
  await eventually('the answer begins', () => connection.text.includes('\r\n\r\nbegi'));
  gate.resolve();

  expect(await connection.closed).toMatch(/\r\n\r\nbeginHTTP\/1\.1 400 /);
});

test('CONNECT is refused, and not left without a word', async () => {
  const { port } = await listening((_, response) => response.end());
  const { closed } = await rawConnection(port, 'CONNECT b:443 HTTP/1.1\r\nHost: b:443\r\n\r\n');

  const answer = await closed;
  expect(statuses(answer)).toEqual([400]);
  expect(answer).toContain('this server is no proxy');
});

async function listening(listener: RequestListener, refused: unknown[] = []) {
  const server = createHttpServer(listener, {}, (told) => refused.push(told));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port };
}
