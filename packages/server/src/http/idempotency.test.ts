import { expect, test } from 'vitest';
import { runningServer, testKeys } from '../test/running-server.ts';
import { jsonDigest } from './json-digest.ts';

const body = { type: 'demo.batch', input: { items: 1, item_ms: 1 } };
const withKey = (key: string) => ({ headers: { 'Idempotency-Key': key } });

test.each([
  {
    given: [
      { a: 1, b: [1, 2] },
      { b: [1, 2.0], a: 1 },
    ],
    want: true,
  },
  { given: [{ a: 1 }, { a: '1' }], want: false },
  {
    given: [
      [1, 2],
      [2, 1],
    ],
    want: false,
  },
  { given: [JSON.parse('{"__proto__":1}'), {}], want: false },
])('the digests of $given are equal: $want', ({ given: [one, other], want }) => {
  expect(jsonDigest(one) === jsonDigest(other)).toBe(want);
});

test('a repetition replays the first answer byte for byte, also when the job has moved on or is deleted', async () => {
  const { send, ended } = await runningServer();
  const first = await send('POST', '/v1/jobs', { json: body, ...withKey('k') });
  expect(first.headers.get('idempotent-replayed')).toBeNull();
  await ended(first.body.id);
  const reordered = { input: { item_ms: 1, items: 1 }, type: 'demo.batch' };
  const second = await send('POST', '/v1/jobs', { json: reordered, ...withKey('k') });
  await send('DELETE', `/v1/jobs/${first.body.id}`);
  const third = await send('POST', '/v1/jobs', { json: body, ...withKey('k') });
  for (const replay of [second, third]) {
    expect(replay.status).toBe(201);
    expect(replay.text).toBe(first.text);
    expect(replay.headers.get('idempotent-replayed')).toBe('true');
    expect(replay.headers.get('location')).toBe(first.headers.get('location'));
    expect(replay.headers.get('etag')).toBe('"1"');
  }
});

test('the replay of a create that waited is the answer of the moment when the job was stored', async () => {
  const { send } = await runningServer();
  const first = await send('POST', '/v1/jobs', {
    json: body,
    headers: { 'Idempotency-Key': 'k', Prefer: 'wait=20' },
  });
  const second = await send('POST', '/v1/jobs', { json: body, ...withKey('k') });
  expect(first.body.status).toBe('completed');
  expect(second.body).toMatchObject({ id: first.body.id, status: 'queued', version: 1 });
});

test('fifty creates at the same time with one key make one job', async () => {
  const { send } = await runningServer();
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => send('POST', '/v1/jobs', { json: body, ...withKey('k') })),
  );
  expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1);
  expect(answers.filter((answer) => answer.headers.has('idempotent-replayed'))).toHaveLength(49);
  expect((await send('GET', '/v1/jobs')).body.data).toHaveLength(1);
});

test('the same key with another body is refused, and makes a job of its own for another organization (S33)', async () => {
  const { send } = await runningServer();
  const first = await send('POST', '/v1/jobs', { json: body, ...withKey('k') });
  const other = await send('POST', '/v1/jobs', { json: { ...body, name: 'other' }, ...withKey('k') });
  expect(other).toMatchObject({ status: 409, body: { code: 'idempotency_key_reused' } });
  const foreign = await send('POST', '/v1/jobs', { json: body, key: testKeys.globex, ...withKey('k') });
  expect(foreign.status).toBe(201);
  expect(foreign.body.id).not.toBe(first.body.id);
});

test('a request that is refused does not use its key up', async () => {
  const { send } = await runningServer();
  const wrong = { type: 'demo.batch', input: { items: -1, item_ms: 1 } };
  expect((await send('POST', '/v1/jobs', { json: wrong, ...withKey('k') })).status).toBe(400);
  const right = await send('POST', '/v1/jobs', { json: body, ...withKey('k') });
  expect(right.status).toBe(201);
  expect(right.headers.has('idempotent-replayed')).toBe(false);
});

test.each([
  { given: '', want: 400 },
  { given: 'k', want: 201 },
  { given: 'k'.repeat(255), want: 201 },
  { given: 'k'.repeat(256), want: 400 },
])('a key of $given.length characters is answered $want', async ({ given, want }) => {
  const { send } = await runningServer();
  expect((await send('POST', '/v1/jobs', { json: body, ...withKey(given) })).status).toBe(want);
});
