import { expect, test } from 'vitest';
import { runningServer, testKeys } from '../test/running-server.ts';

const later = { scheduled_for: new Date(Date.now() + 3_600_000).toISOString() };
const waiting = { type: 'demo.batch', input: { items: 1, item_ms: 1 }, ...later };
const done = { type: 'demo.batch', input: { items: 0, item_ms: 0 } };
const long = { type: 'demo.batch', input: { items: 10_000, item_ms: 10 } };

test('ids get one outcome each, in the order of the request', async () => {
  const { create, ended, send } = await runningServer();
  const finished = await create(done);
  const queued = await create(waiting);
  const cancelled = await create(waiting);
  await ended(finished.id);
  await send('POST', `/v1/jobs/${cancelled.id}/cancel`);
  const foreign = await create(waiting, { key: testKeys.globex });
  const ids = [queued.id, finished.id, 'nope', cancelled.id, foreign.id];
  const { status, body } = await send('POST', '/v1/jobs/cancel', { json: { job_ids: ids, reason: 'over' } });
  expect(status).toBe(200);
  expect(body).toEqual({
    object: 'bulk_cancellation',
    counts: { cancelled: 2, cancelling: 0, already_terminal: 1, not_found: 2 },
    outcomes: [
      { job_id: queued.id, outcome: 'cancelled' },
      { job_id: finished.id, outcome: 'already_terminal' },
      { job_id: 'nope', outcome: 'not_found' },
      { job_id: cancelled.id, outcome: 'cancelled' },
      { job_id: foreign.id, outcome: 'not_found' },
    ],
  });
  const { cancellation } = (await send('GET', `/v1/jobs/${queued.id}`)).body;
  expect(cancellation).toMatchObject({ reason: 'over' });
});

test('a filter cancels what matches and nothing else, and counts what had ended', async () => {
  const { create, ended, send } = await runningServer();
  const metadata = { batch: 'a' };
  const finished = await create({ ...done, metadata });
  await ended(finished.id);
  const running = await create({ ...long, metadata });
  for (let started = false; !started; ) started = (await send('GET', `/v1/jobs/${running.id}`)).body.attempt === 1;
  await create({ ...waiting, metadata });
  const kept = await create({ ...waiting, metadata: { batch: 'b' } });
  const foreign = await create({ ...waiting, metadata }, { key: testKeys.globex });
  const { body } = await send('POST', '/v1/jobs/cancel', { json: { filter: { metadata } } });
  expect(body.outcomes).toBeNull();
  expect(body.counts).toEqual({ cancelled: 1, cancelling: 1, already_terminal: 1, not_found: 0 });
  expect((await ended(running.id)).status).toBe('cancelled');
  expect((await send('GET', `/v1/jobs/${kept.id}`)).body.status).toBe('queued');
  expect((await send('GET', `/v1/jobs/${foreign.id}`, { key: testKeys.globex })).body.status).toBe('queued');
});

test('a filter reaches every job, however many transactions it takes', async () => {
  const { create, send } = await runningServer();
  await Promise.all(Array.from({ length: 600 }, () => create(waiting)));
  const { body } = await send('POST', '/v1/jobs/cancel', { json: { filter: { status: ['queued'] } } });
  expect(body.counts).toMatchObject({ cancelled: 600 });
  expect((await send('GET', '/v1/jobs?status=queued')).body.data).toEqual([]);
  const again = await send('POST', '/v1/jobs/cancel', { json: { filter: { type: 'demo.batch' } } });
  expect(again.body.counts).toMatchObject({ cancelled: 600 });
});

test.each([
  { given: {} },
  { given: { filter: {} } },
  { given: { job_ids: [] } },
  { given: { job_ids: ['a'], filter: { type: 'demo.batch' } } },
  { given: { reason: 'neither' } },
  { given: { job_ids: Array.from({ length: 101 }, (_, index) => `job-${index}`) } },
  { given: { job_ids: ['a', 'a'] } },
  { given: { job_ids: ['not an id'] } },
  { given: { filter: { metadata: {} } } },
  { given: { filter: { created_before: 'yesterday' } } },
])('$given is refused', async ({ given }) => {
  const { send } = await runningServer();
  expect(await send('POST', '/v1/jobs/cancel', { json: given })).toMatchObject({
    status: 400,
    body: { code: 'validation_error' },
  });
});
