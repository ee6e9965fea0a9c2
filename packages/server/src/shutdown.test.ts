import { expect, test } from 'vitest';
import { defineJob } from './engine/job-definition.ts';
import { eventually } from './test/eventually.ts';
import { runningServer } from './test/running-server.ts';

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
