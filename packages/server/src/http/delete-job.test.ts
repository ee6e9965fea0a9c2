import { expect, test } from 'vitest';
import { eventually } from '../test/eventually.ts';
import { runningServer, testKeys } from '../test/running-server.ts';

const waiting = {
  type: 'demo.batch',
  input: { items: 1, item_ms: 1 },
  scheduled_for: new Date(Date.now() + 3_600_000).toISOString(),
};

test('a terminal job is gone with everything about it', async () => {
  const { create, ended, send } = await runningServer();
  const job = await create({ type: 'demo.batch', input: { items: 2, item_ms: 1 }, metadata: { batch: 'a' } });
  await ended(job.id);
  const deleted = await send('DELETE', `/v1/jobs/${job.id}`);
  expect(deleted).toMatchObject({ status: 204, text: '' });
  for (const path of ['', '/results', '/events']) {
    expect((await send('GET', `/v1/jobs/${job.id}${path}`)).body.code).toBe('job_not_found');
  }
  expect((await send('GET', '/v1/jobs?metadata[batch]=a')).body.data).toEqual([]);
  expect((await send('DELETE', `/v1/jobs/${job.id}`)).status).toBe(404);
});

test('an open job is not deleted, and the answer holds it', async () => {
  const { create, send } = await runningServer();
  const job = await create(waiting);
  const answer = await send('DELETE', `/v1/jobs/${job.id}`);
  expect(answer).toMatchObject({ status: 409, body: { code: 'job_not_terminal', job: { id: job.id } } });
  expect((await send('GET', `/v1/jobs/${job.id}`)).body).toEqual(job);
});

test('another organization cannot delete a job', async () => {
  const { create, ended, send } = await runningServer();
  const job = await create({ type: 'demo.batch', input: { items: 0, item_ms: 1 } });
  await ended(job.id);
  expect((await send('DELETE', `/v1/jobs/${job.id}`, { key: testKeys.globex })).body.code).toBe('job_not_found');
  expect((await send('GET', `/v1/jobs/${job.id}`)).status).toBe(200);
});

test('an expired job is purged with its idempotency key kept apart', async () => {
  const { create, ended, send, server } = await runningServer({ retentionMs: 0 });
  const job = await create({ type: 'demo.batch', input: { items: 0, item_ms: 0 } });
  await ended(job.id).catch(() => null);
  await server.engine.store.purge(Date.now(), 10);
  await eventually('it is gone', async () => (await send('GET', `/v1/jobs/${job.id}`)).status === 404);
});
