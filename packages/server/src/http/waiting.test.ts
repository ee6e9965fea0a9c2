import { expect, test } from 'vitest';
import { eventually } from '../test/eventually.ts';
import { runningServer } from '../test/running-server.ts';
import { preferredWaitSeconds } from './preference.ts';

const long = { type: 'demo.batch', input: { items: 1000, item_ms: 20 } };
const short = { type: 'demo.batch', input: { items: 3, item_ms: 5 } };

test.each([
  { given: 'wait=20', want: 20 },
  { given: 'wait = 20', want: 20 },
  { given: 'respond-async, wait=10', want: 10 },
  { given: 'WAIT=5; foo', want: 5 },
  { given: 'wait="7"', want: 7 },
  { given: 'wait=100000', want: 60 },
  { given: 'wait=0', want: 0 },
  { given: 'wait=-1', want: null },
  { given: 'wait=1.5', want: null },
  { given: 'wait', want: null },
  { given: 'return=minimal', want: null },
  { given: 'foo="a,wait=1"', want: null },
  { given: 'foo="a\\",wait=1"', want: null },
  { given: 'foo=bar; baz="a,wait=1,b"', want: null },
  { given: 'foo="never closed, wait=1', want: null },
  { given: 'foo="a,wait=1", wait=2', want: 2 },
  { given: 'wait=3; reason="for, as I say, wait=9"', want: 3 },
  { given: 'wait="7', want: null },
  { given: undefined, want: null },
])('Prefer: $given waits for $want seconds', ({ given, want }) => {
  expect(preferredWaitSeconds(given)).toBe(want);
});

test('a create that waits answers with the job at its end', async () => {
  const { send } = await runningServer();
  const answer = await send('POST', '/v1/jobs', { json: short, headers: { Prefer: 'wait=60' } });
  expect(answer.status).toBe(201);
  expect(answer.body).toMatchObject({ status: 'completed', progress: { completed: 3 } });
  expect(answer.headers.get('preference-applied')).toBe('wait=60');
  expect(answer.headers.get('retry-after')).toBeNull();
});

test('a get that waits answers at the end of the job', async () => {
  const { create, send } = await runningServer();
  const job = await create(short);
  const answer = await send('GET', `/v1/jobs/${job.id}`, { headers: { Prefer: 'wait=60' } });
  expect(answer.body.status).toBe('completed');
});

test('a get with If-None-Match wakes at the next version', async () => {
  const { create, send, server } = await runningServer();
  const job = await create({ ...short, scheduled_for: '2999-01-01T00:00:00Z' }).catch(() => null);
  expect(job).toBeNull();
  const scheduled = await create({ ...short, scheduled_for: new Date(Date.now() + 3_600_000).toISOString() });
  const waiting = send('GET', `/v1/jobs/${scheduled.id}`, { headers: { Prefer: 'wait=60', 'If-None-Match': '"1"' } });
  await eventually('it is held', () => server.engine.waiters.held.request === 1);
  await send('POST', `/v1/jobs/${scheduled.id}/cancel`);
  const answer = await waiting;
  expect(answer.status).toBe(200);
  expect(answer.body).toMatchObject({ status: 'cancelled', version: 2 });
});

test('a wait whose time is over answers 304 for the version that the caller knows', async () => {
  const { create, send } = await runningServer();
  const scheduled = await create({ ...short, scheduled_for: new Date(Date.now() + 3_600_000).toISOString() });
  const answer = await send('GET', `/v1/jobs/${scheduled.id}`, {
    headers: { Prefer: 'wait=1', 'If-None-Match': '"1"' },
  });
  expect(answer.status).toBe(304);
  expect(answer.headers.get('preference-applied')).toBe('wait=1');
  expect(answer.headers.get('retry-after')).toBe('60');
});

test('a cancel that waits answers when the worker has stopped', async () => {
  const { create, send } = await runningServer();
  const job = await create(long);
  const answer = await send('POST', `/v1/jobs/${job.id}/cancel`, { headers: { Prefer: 'wait=60' } });
  expect(answer.body.status).toBe('cancelled');
});

test('over the cap of waiters the answer comes at once, without the preference', async () => {
  const { create, send } = await runningServer({ waitersPerOrganization: 1 });
  const job = await create({ ...short, scheduled_for: new Date(Date.now() + 3_600_000).toISOString() });
  const first = send('GET', `/v1/jobs/${job.id}`, { headers: { Prefer: 'wait=60' } });
  // The first one holds the only place from some moment on; until then this one may take it for no time at all.
  let answer = await send('GET', `/v1/jobs/${job.id}`, { headers: { Prefer: 'wait=1' } });
  while (answer.headers.has('preference-applied')) {
    answer = await send('GET', `/v1/jobs/${job.id}`, { headers: { Prefer: 'wait=1' } });
  }
  expect(answer.status).toBe(200);
  expect(answer.headers.has('retry-after')).toBe(true);
  await send('POST', `/v1/jobs/${job.id}/cancel`);
  expect((await first).body.status).toBe('cancelled');
});

test('a server that stops answers those who wait with what is', async () => {
  const { create, send, server } = await runningServer();
  const job = await create({ ...short, scheduled_for: new Date(Date.now() + 3_600_000).toISOString() });
  const waiting = send('GET', `/v1/jobs/${job.id}`, { headers: { Prefer: 'wait=60' } });
  await eventually('it is held', () => server.engine.waiters.held.request === 1);
  await server.engine.stop();
  expect((await waiting).body.status).toBe('queued');
});

test('a server that closes answers those who wait before it lets their connections go', async () => {
  const { create, send, server } = await runningServer();
  const job = await create({ ...short, scheduled_for: new Date(Date.now() + 3_600_000).toISOString() });
  const waiting = send('GET', `/v1/jobs/${job.id}`, { headers: { Prefer: 'wait=60' } });
  await eventually('it is held', () => server.engine.waiters.held.request === 1);
  await server.close();
  expect((await waiting).body.status).toBe('queued');
});
