import { expect, test } from 'vitest';
import { runningServer, testKeys } from '../test/running-server.ts';
import { TestClock } from '../test/test-clock.ts';

const headersOf = ({ headers }: { headers: Headers }) => [headers.get('ratelimit'), headers.get('ratelimit-policy')];
const policy = '"default";q=20;w=60';

test('every answer to a valid key tells what is left, and every request counts once', async () => {
  const { send, create, ended } = await runningServer({ requestsPerMinute: 20, clock: new TestClock() });
  const job = await create({ type: 'demo.batch', input: { items: 0, item_ms: 0 } });
  const path = `/v1/jobs/${job.id}`;
  await ended(job.id);
  const etag = (await send('GET', path)).headers.get('etag') ?? '';

  const answers = [
    await send('GET', path),
    await send('HEAD', path),
    await send('GET', path, { headers: { 'If-None-Match': etag } }),
    await send('GET', `${path}/events`, { headers: { Accept: 'text/event-stream' } }),
    await send('GET', `${path}?limit=1`),
    await send('POST', '/v1/jobs', { key: testKeys.reader }),
    await send('GET', '/v1/nothing'),
    await send('PUT', path),
    await send('POST', '/v1/jobs', { headers: { 'Content-Type': 'text/plain' }, json: {} }),
    await send('POST', `${path}/cancel`),
    await send('DELETE', path),
  ];

  expect(answers.map(({ status }) => status)).toEqual([200, 200, 304, 200, 400, 403, 404, 405, 415, 409, 204]);
  expect(answers.map(headersOf)).toEqual(
    answers.map((_, index) => [`"default";r=${16 - index};t=${12 + index * 3}`, policy]),
  );
});

test('over the limit every request is 429 with a time to wait, and goes through when that is over', async () => {
  const clock = new TestClock();
  const { send } = await runningServer({ requestsPerMinute: 20, clock });
  for (let request = 0; request < 20; request += 1) await send('GET', '/v1/jobs/job_none');

  for (const [method, path] of [
    ['GET', '/v1/capabilities'],
    ['HEAD', '/v1/capabilities'],
    ['GET', '/v1/nothing'],
    ['PUT', '/v1/jobs'],
    ['POST', '/v1/jobs'],
  ] as const) {
    const refused = await send(method, path);
    expect([method, path, refused.status]).toEqual([method, path, 429]);
    expect(refused.headers.get('retry-after')).toBe('3');
    expect(headersOf(refused)).toEqual(['"default";r=0;t=60', policy]);
    if (method !== 'HEAD') expect(refused.body).toMatchObject({ code: 'rate_limited', status: 429, retryable: true });
  }

  await clock.advance(3000);
  expect((await send('GET', '/v1/capabilities')).status).toBe(200);
  expect((await send('GET', '/v1/capabilities')).status).toBe(429);
});

test('all keys of an organization share its limit, another organization has its own, and no key costs nothing', async () => {
  const { send } = await runningServer({ requestsPerMinute: 2, clock: new TestClock() });
  await send('GET', '/v1/capabilities', { key: testKeys.acme });
  await send('GET', '/v1/capabilities', { key: testKeys.reader });

  const anonymous = await send('GET', '/v1/capabilities', { key: null });
  expect([anonymous.status, ...headersOf(anonymous)]).toEqual([401, null, null]);
  expect((await send('GET', '/v1/capabilities', { key: 'sk_wrong' })).status).toBe(401);
  expect((await send('GET', '/v1/capabilities', { key: testKeys.reader })).status).toBe(429);
  expect((await send('GET', '/v1/capabilities', { key: testKeys.globex })).status).toBe(200);
});

test('a replay has the rate limit headers of its own request', async () => {
  const { send } = await runningServer({ requestsPerMinute: 20, clock: new TestClock() });
  const options = {
    headers: { 'Idempotency-Key': 'one' },
    json: { type: 'demo.batch', input: { items: 0, item_ms: 0 } },
  };
  await send('POST', '/v1/jobs', options);
  const replayed = await send('POST', '/v1/jobs', options);
  expect(replayed.headers.get('idempotent-replayed')).toBe('true');
  expect(headersOf(replayed)).toEqual(['"default";r=18;t=6', policy]);
});

test('the class is served exactly where a limit is set', async () => {
  const limited = await runningServer({ requestsPerMinute: 20 });
  const unlimited = await runningServer();

  const { body: withLimit } = await limited.send('GET', '/v1/capabilities');
  expect(withLimit.conformance_classes).toContain('rate-limit');
  expect(withLimit.limits.requests_per_minute).toBe(20);

  const answer = await unlimited.send('GET', '/v1/capabilities');
  expect(answer.body.conformance_classes).not.toContain('rate-limit');
  expect(answer.body.limits.requests_per_minute).toBeNull();
  expect(headersOf(answer)).toEqual([null, null]);
});
