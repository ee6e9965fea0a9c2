import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { idempotencyTtlSeconds } from '../engine/create-job.ts';
import { runningServer, testKeys } from '../test/running-server.ts';
import { TestClock } from '../test/test-clock.ts';
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

test('fifty creates at the same time with one key make one job (F3)', async () => {
  const { send } = await runningServer();
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => send('POST', '/v1/jobs', { json: body, ...withKey('k') })),
  );
  expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1);
  expect(answers.filter((answer) => answer.headers.has('idempotent-replayed'))).toHaveLength(49);
  expect((await send('GET', '/v1/jobs')).body.data).toHaveLength(1);
});

test('the same key with another body is refused, and makes a job of its own for another organization (F4, S33)', async () => {
  const { send } = await runningServer();
  const first = await send('POST', '/v1/jobs', { json: body, ...withKey('k') });
  const other = await send('POST', '/v1/jobs', { json: { ...body, name: 'other' }, ...withKey('k') });
  expect(other).toMatchObject({ status: 409, body: { code: 'idempotency_key_reused' } });
  const foreign = await send('POST', '/v1/jobs', { json: body, key: testKeys.globex, ...withKey('k') });
  expect(foreign.status).toBe(201);
  expect(foreign.body.id).not.toBe(first.body.id);
});

test('a request that is refused does not use its key up (F4)', async () => {
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
])('a key of $given.length characters is answered $want (F5)', async ({ given, want }) => {
  const { send } = await runningServer();
  expect((await send('POST', '/v1/jobs', { json: body, ...withKey(given) })).status).toBe(want);
});

test('a key is used up until the instant when it expires, and free from then on (F4)', async () => {
  const clock = new TestClock();
  const { send } = await runningServer({ clock });
  const create = async () => (await send('POST', '/v1/jobs', { json: body, ...withKey('k') })).headers;
  expect((await create()).has('idempotent-replayed')).toBe(false);
  await clock.jump(idempotencyTtlSeconds * 1000 - 1);
  expect((await create()).has('idempotent-replayed')).toBe(true);
  await clock.jump(1);
  expect((await create()).has('idempotent-replayed')).toBe(false);
});

test('long keys that differ in their last character alone are two keys (F5)', async () => {
  const { send } = await runningServer();
  const keys = ['a', 'b'].map((last) => `${'k'.repeat(254)}${last}`);
  const answers = await Promise.all(keys.map((key) => send('POST', '/v1/jobs', { json: body, ...withKey(key) })));
  expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(2);
});

test.each([
  { given: 'bytes outside ASCII', headers: 'Idempotency-Key: \u00e9\u00fc\r\n' },
  { given: 'two headers', headers: 'Idempotency-Key: one\r\nIdempotency-Key: two\r\n' },
])('a key of $given is answered the same each time, and never with a 5xx (F5)', async ({ headers }) => {
  const { url } = await runningServer();
  const answers = [await sendRaw(url, headers), await sendRaw(url, headers)];
  expect(answers[0]?.status).toBe(answers[1]?.status);
  expect([201, 400]).toContain(answers[0]?.status);
  if (answers[0]?.status === 201) expect(answers[1]?.body).toBe(answers[0].body);
});

/** Sends a create with headers that `fetch` would refuse or join. */
async function sendRaw(url: string, headers: string): Promise<{ status: number; body: string }> {
  const { hostname, port } = new URL(url);
  const json = JSON.stringify(body);
  const socket = connect(Number(port), hostname);
  socket.write(
    `POST /v1/jobs HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${testKeys.acme}\r\nContent-Type: application/json\r\n${headers}Content-Length: ${json.length}\r\nConnection: close\r\n\r\n${json}`,
    'latin1',
  );
  let text = '';
  for await (const piece of socket.setEncoding('utf8')) text += piece;
  return { status: Number(text.slice(9, 12)), body: text.split('\r\n\r\n')[1] ?? '' };
}
