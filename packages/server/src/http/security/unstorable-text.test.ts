import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openServer } from '../../test/running-server.ts';

let running: Awaited<ReturnType<typeof openServer>>;
beforeAll(async () => {
  running = await openServer();
});
// Closing fails when anything went wrong behind the scenes.
afterAll(() => running.close());

const unstorable = [
  ['a NUL', '\\u0000'],
  ['a lone high surrogate', '\\ud800'],
  ['a lone low surrogate', '\\udfff'],
  ['surrogates in the wrong order', '\\udc00\\ud800'],
] as const;

const good = '"type":"demo.batch","input":{"items":0,"item_ms":0}';

describe.each(unstorable)('%s is refused wherever it is (S29)', (_, text) => {
  test.each([
    ['POST', '/v1/jobs', `{${good},"name":"a${text}b"}`],
    ['POST', '/v1/jobs', `{${good},"metadata":{"a":"${text}"}}`],
    ['POST', '/v1/jobs', `{${good},"metadata":{"${text}":"a"}}`],
    ['POST', '/v1/jobs', `{"type":"demo.batch${text}","input":{}}`],
    ['POST', '/v1/jobs', `{"type":"demo.batch","input":{"items":0,"item_ms":0,"deep":[{"a":["${text}"]}]}}`],
    ['POST', '/v1/jobs', `{"type":"demo.batch","input":{"items":0,"item_ms":0,"${text}":1}}`],
    ['POST', '/v1/jobs', `{${good},"${text}":1}`],
    ['POST', '/v1/jobs/cancel', `{"job_ids":["${text}"]}`],
    ['POST', '/v1/jobs/cancel', `{"job_ids":["job_none"],"reason":"${text}"}`],
    ['POST', '/v1/jobs/cancel', `{"filter":{"metadata":{"a":"${text}"}}}`],
    ['POST', '/v1/jobs/cancel', `{"filter":{"metadata":{"${text}":"a"}}}`],
    ['POST', '/v1/jobs/cancel', `{"filter":{"type":"${text}"}}`],
  ])('%s %s %s', async (method, path, body) => {
    const response = await fetch(running.url + path, {
      method,
      body,
      headers: { Authorization: 'Bearer sk_acme', 'Content-Type': 'application/json' },
    });
    expect([response.status, response.headers.get('content-type')]).toEqual([400, 'application/problem+json']);
  });
});

describe('in a path or a query it is refused too (S29)', () => {
  test.each([
    ...['/v1/jobs/%00', '/v1/jobs/a%00b/cancel', '/v1/jobs/%ED%A0%80', '/v1/jobs/%FF'],
    ...['/v1/jobs?type=a%00', '/v1/jobs?metadata[a]=%00', '/v1/jobs?metadata[%00]=a', '/v1/jobs?cursor=%00'],
    ...['/v1/jobs?metadata[a]=%ED%A0%80', '/v1/jobs?metadata[a]=%FF', '/v1/jobs?%00=a', '/v1/jobs?created_after=%00'],
  ])('%s', async (path) => {
    const answer = await running.send(path.endsWith('/cancel') ? 'POST' : 'GET', path);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([400, 'application/problem+json']);
  });
});

test('after all of that nothing is stored (S29)', async () => {
  expect((await running.send('GET', '/v1/jobs')).body.data).toEqual([]);
});
