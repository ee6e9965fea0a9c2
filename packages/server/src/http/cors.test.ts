import { expect, test } from 'vitest';
import { runningServer } from '../test/running-server.ts';

const page = 'https://app.example.com';

function corsHeaders(headers: Headers): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => name.startsWith('access-control-')));
}

const preflight = (origin: string) => ({
  key: null,
  headers: {
    Origin: origin,
    'Access-Control-Request-Method': 'POST',
    'Access-Control-Request-Headers': 'authorization',
  },
});

test('a preflight of a named origin is answered without a key, with all that the contract takes', async () => {
  const { send } = await runningServer({ corsOrigins: [page, 'http://localhost:5173'] });
  for (const origin of [page, 'http://localhost:5173']) {
    const { status, headers, text } = await send('OPTIONS', '/v1/jobs/job_1/cancel', preflight(origin));
    expect([status, text, headers.get('vary')]).toEqual([204, '', 'Origin']);
    expect(corsHeaders(headers)).toEqual({
      'access-control-allow-origin': origin,
      'access-control-allow-methods': 'POST,GET,DELETE',
      'access-control-allow-headers':
        'Authorization,Content-Type,Idempotency-Key,Prefer,X-Request-Id,If-None-Match,Last-Event-ID,Traceparent,Tracestate',
      'access-control-expose-headers': expect.any(String),
      'access-control-max-age': '600',
    });
    expect(headers.get('x-request-id')).not.toBeNull();
  }
});

test('the page of a named origin may read the answer and its headers, also of a refusal and of a stream', async () => {
  const { send, create } = await runningServer({ corsOrigins: [page] });
  const job = await create({ type: 'demo.batch', input: { items: 0, item_ms: 0 } });
  const headers = { Origin: page };
  const answers = [
    await send('GET', `/v1/jobs/${job.id}`, { headers }),
    await send('GET', '/v1/nothing', { headers }),
    await send('GET', '/v1/jobs', { headers, key: null }),
    await send('GET', `/v1/jobs/${job.id}/events`, { headers: { ...headers, Accept: 'text/event-stream' } }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, 404, 401, 200]);
  for (const { headers } of answers) {
    expect(headers.get('access-control-allow-origin')).toBe(page);
    expect(headers.get('access-control-allow-credentials')).toBeNull();
    expect(headers.get('access-control-expose-headers')?.split(',')).toEqual([
      'Allow',
      'ETag',
      'Idempotent-Replayed',
      'Location',
      'Preference-Applied',
      'RateLimit',
      'RateLimit-Policy',
      'Retry-After',
      'WWW-Authenticate',
      'X-Request-Id',
    ]);
    expect(headers.get('cache-control')).toBe('no-store');
  }
});

test('another origin, which only resembles a named one, is given nothing', async () => {
  const { send } = await runningServer({ corsOrigins: [page] });
  for (const origin of [
    'https://app.example.com.attacker.example',
    'http://app.example.com',
    'https://APP.example.com',
    'null',
  ]) {
    const { headers } = await send('OPTIONS', '/v1/jobs', preflight(origin));
    expect(headers.get('access-control-allow-origin')).toBeNull();
    const read = await send('GET', '/v1/jobs', { headers: { Origin: origin } });
    expect([read.status, read.headers.get('access-control-allow-origin'), read.headers.get('vary')]).toEqual([
      200,
      null,
      'Origin',
    ]);
  }
});

test('a star allows every origin, and what is not of the API allows none', async () => {
  const { send } = await runningServer({ corsOrigins: ['*'] });
  const headers = { Origin: 'https://anything.example' };
  expect((await send('GET', '/v1/jobs', { headers })).headers.get('access-control-allow-origin')).toBe('*');
  expect((await send('GET', '/healthz', { headers })).headers.get('access-control-allow-origin')).toBeNull();
});

test('an OPTIONS that is no preflight is a method that the contract does not declare', async () => {
  const { send } = await runningServer({ corsOrigins: [page] });
  const answer = await send('OPTIONS', '/v1/jobs', { headers: { Origin: page } });
  expect([answer.status, answer.body.code]).toEqual([405, 'method_not_allowed']);
});
