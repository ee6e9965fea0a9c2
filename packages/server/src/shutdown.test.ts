import { expect, test } from 'vitest';
import { createJobServer } from './create-job-server.ts';
import { defineJob } from './engine/job-definition.ts';
import { ApiKeys } from './http/api-keys.ts';
import { eventually } from './test/eventually.ts';
import { rawConnection } from './test/raw-connection.ts';
import { runningServer, testKeys } from './test/running-server.ts';

test('while a stop waits for a job, readiness is red, nobody is held, reads are answered, and the job completes', async () => {
  const gate = Promise.withResolvers<void>();
  const gated = defineJob({
    type: 'test.gated',
    description: 'Waits.',
    input: { type: 'object' },
    run: () => gate.promise,
  });
  const { server, send, create } = await runningServer({ handlers: [gated], drainMs: 60_000, shutdownMs: 60_000 });
  const { id } = await create({ type: 'test.gated', input: {} });
  const job = () => send('GET', `/v1/jobs/${id}`);
  await eventually('it runs', async () => (await job()).body.status === 'running');
  expect((await send('GET', '/readyz', { key: null })).status).toBe(200);
  const held = send('GET', `/v1/jobs/${id}`, { headers: { Prefer: 'wait=60' } });
  const streamed = send('GET', `/v1/jobs/${id}/events`, { headers: { Accept: 'text/event-stream' } });
  await eventually('both are held', () => {
    const { request, stream } = server.engine.waiters.held;
    return request === 1 && stream === 1;
  });

  const closed = server.close();
  expect((await held).body.status).toBe('running');
  expect((await streamed).text).toContain('job.started');
  const notReady = await send('GET', '/readyz', { key: null });
  expect(notReady).toMatchObject({ status: 503, body: { status: 'not_ready', failed: 'shutdown' } });
  expect((await send('GET', '/healthz', { key: null })).status).toBe(200);
  const later = await create({ type: 'test.gated', input: {} });
  expect((await send('GET', `/v1/jobs/${later.id}`)).body.status).toBe('queued');

  let told: string | undefined;
  server.engine.changes.subscribe(id, ({ status }) => {
    told = status;
  });
  gate.resolve();
  await closed;
  expect(told).toBe('completed');
  await expect(send('GET', '/readyz', { key: null })).rejects.toThrow();
});

/** A server on which a request is being answered until it is released. */
async function answering(bounds: { readonly shutdownMs: number }) {
  const asked = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  const server = await createJobServer({ handlers: [], keys: new ApiKeys(), data: ':memory:', ...bounds });
  server.app.get('/own', async (_request, response) => {
    asked.resolve();
    await gate.promise;
    response.send('answered');
  });
  const port = await server.listen({ host: '127.0.0.1', port: 0 });
  const answer = fetch(`http://127.0.0.1:${port}/own`).then((response) => response.text());
  await asked.promise;
  return { server, port, answer, release: gate.resolve };
}

const head = `POST /v1/jobs HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${testKeys.acme}\r\nContent-Type: application/json\r\n`;

test.each([
  { name: 'have sent nothing', given: '' },
  { name: 'have sent half of a head', given: head },
  { name: 'have sent half of a body', given: `${head}Content-Length: 9\r\n\r\n{` },
  { name: 'are kept alive', given: 'GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n' },
])('a stop waits for the request that is being answered, and not for connections that $name', async ({ given }) => {
  const { server, port, answer, release } = await answering({ shutdownMs: 86_400_000 });
  const connection = await rawConnection(port, given);
  if (given.startsWith('GET')) await eventually('it is answered', () => connection.text.includes(' 200 '));
  const closed = server.close();
  await connection.closed;
  release();

  expect(await answer).toBe('answered');
  await closed;
});

test('a request that is never answered holds a stop up no longer than its bound', async () => {
  const { server, answer } = await answering({ shutdownMs: 300 });
  const refused = expect(answer).rejects.toThrow();
  // Counted, so that a machine that stands still does not count as a server that waits.
  let ticks = 0;
  const counting = setInterval(() => {
    ticks += 1;
  }, 100);
  await server.close();
  clearInterval(counting);

  await refused;
  expect(ticks).toBeLessThan(30);
});

test('a closed server refuses to listen again, and names what to do', async () => {
  const server = await createJobServer({ handlers: [], keys: new ApiKeys(), data: ':memory:' });
  await server.close();
  await expect(server.listen({ host: '127.0.0.1', port: 0 })).rejects.toThrow(
    'The server was closed, and does not listen again. Make another one.',
  );
});

test('a server that is closed while it begins to listen does not listen afterwards', async () => {
  const server = await createJobServer({ handlers: [], keys: new ApiKeys(), data: ':memory:' });
  const began = server.listen({ host: '127.0.0.1', port: 0 });
  await server.close();
  const port = await began;
  await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow();
});

test('a server that could not listen on a port may try another one, and then listens on that one alone', async () => {
  const { url } = await runningServer();
  const server = await createJobServer({ handlers: [], keys: new ApiKeys(), data: ':memory:' });
  const at = (port: number) => server.listen({ host: '127.0.0.1', port });
  await expect(at(Number(new URL(url).port))).rejects.toThrow('EADDRINUSE');
  const port = await at(0);
  await expect(at(0)).rejects.toThrow('The server listens already.');
  expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
  await server.close();
});
