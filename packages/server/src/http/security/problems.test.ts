import { expect, test } from 'vitest';
import { runningServer } from '../../test/running-server.ts';

test('every refusal has one shape, a stable code, and nothing of the inside of the server (S25)', async () => {
  const { send, create } = await runningServer();
  const job = await create({ type: 'demo.batch', input: { items: 0, item_ms: 0 } });
  const text = { 'Content-Type': 'text/plain' };
  const refusals = [
    ['unauthorized', await send('GET', '/v1/jobs', { key: 'sk_nobody' })],
    ['route_not_found', await send('GET', '/v1/nothing')],
    ['route_not_found', await send('GET', '/nothing')],
    ['job_not_found', await send('GET', '/v1/jobs/job_none')],
    ['method_not_allowed', await send('PATCH', `/v1/jobs/${job.id}`)],
    ['not_acceptable', await send('GET', `/v1/jobs/${job.id}/events`, { headers: { Accept: 'image/png' } })],
    ['unsupported_media_type', await send('POST', '/v1/jobs', { json: {}, headers: text })],
    ['payload_too_large', await send('POST', '/v1/jobs', { json: { name: 'x'.repeat(1_100_000) } })],
    ['validation_error', await send('POST', '/v1/jobs', { json: { type: 'demo.batch', input: [] } })],
    ['invalid_cursor', await send('GET', '/v1/jobs?cursor=x')],
  ] as const;
  for (const [code, { status, body, text, headers }] of refusals) {
    expect(headers.get('content-type')).toBe('application/problem+json');
    expect(body).toMatchObject({ code, status, request_id: headers.get('x-request-id') });
    expect(Object.keys(body)).toEqual(expect.arrayContaining(['type', 'title', 'detail', 'instance', 'retryable']));
    expect([code, headers.has('allow')]).toEqual([code, code === 'method_not_allowed']);
    expect(text).not.toMatch(/node_modules|\.[jt]s:\d|at \w+ \(|sqlite|select |express|ajv|v?24\.\d+\.\d/i);
  }
});
