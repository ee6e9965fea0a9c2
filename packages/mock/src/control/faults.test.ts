import { describe, expect, test } from 'vitest';
import { liveMock } from '../test/live-mock.ts';

describe('a fault', () => {
  const path = '/v1/jobs/job_1';

  test('fails the next requests of an operation, which have no effect, and no others', async () => {
    const { send, tell } = await liveMock();
    await tell('POST', '/faults', { operation: 'createJob', count: 2, status: 503 });
    const create = () => send('POST', '/v1/jobs', { json: { type: 'a', input: {} } });
    expect((await send('GET', '/v1/jobs')).status).toBe(200);
    const failed = await create();
    expect([failed.status, failed.body.code, failed.headers.get('retry-after')]).toEqual([503, 'unavailable', '5']);
    expect([(await create()).status, (await create()).status]).toEqual([503, 201]);
    expect((await send('GET', '/v1/jobs')).body.data).toHaveLength(1);
  });

  test('without an operation is for those that have such an answer', async () => {
    const { send, tell } = await liveMock();
    await tell('POST', '/faults', { status: 304 });
    expect((await send('GET', '/v1/jobs')).status).toBe(200);
    expect((await send('GET', path)).status).toBe(304);
    expect((await send('GET', path)).status).toBe(404);
  });

  test('is a chosen example, in the order in which faults were told', async () => {
    const { send, tell } = await liveMock();
    await tell('POST', '/faults', { operation: 'cancelJob', status: 409, example: 'failed' });
    await tell('POST', '/faults', { status: 429 });
    const cancel = () => send('POST', `${path}/cancel`);
    expect((await cancel()).body).toMatchObject({ job: { status: 'failed' } });
    expect((await cancel()).status).toBe(429);
    expect((await cancel()).status).toBe(404);
  });

  test('delays a request on the clock of the mock, and lets it through', async () => {
    const { mock, send, tell } = await liveMock();
    await tell('POST', '/faults', { delay_ms: 60_000 });
    const answered = send('GET', '/v1/capabilities');
    let isAnswered = false;
    answered.then(() => {
      isAnswered = true;
    });
    await expect.poll(() => mock.control.state().faults, { timeout: 60_000 }).toEqual([]);
    expect(isAnswered).toBe(false);
    await mock.control.advance(60_000);
    expect((await answered).status).toBe(200);
  });

  test('that delays says how the delay ends where the clock stands still, and only there', async () => {
    const { tell } = await liveMock();
    const { body } = await tell('POST', '/faults', { delay_ms: 3000 });
    expect(body.hint).toMatch(/^The clock stands still: .* advanced by 3000 ms, at \/__mock\/clock\/advance\.$/);
    await tell('PATCH', '/clock', { running: true });
    expect((await tell('POST', '/faults', { delay_ms: 3000 })).body).toEqual({ count: 1, delay_ms: 3000 });
    expect((await tell('GET', '')).body.faults).toEqual([
      { count: 1, delay_ms: 3000 },
      { count: 1, delay_ms: 3000 },
    ]);
  });

  test('delays a request whose caller has gone, and holds up nothing', async () => {
    const { mock, tell } = await liveMock();
    await tell('POST', '/faults', { operation: 'getCapabilities', delay_ms: 60_000 });
    const gone = new AbortController();
    const asked = fetch(`${mock.url}/v1/capabilities`, {
      headers: { Authorization: 'Bearer any' },
      signal: gone.signal,
    });
    await expect.poll(() => mock.control.state().faults, { timeout: 60_000 }).toEqual([]);
    gone.abort();
    await expect(asked).rejects.toThrow('aborted');
    await tell('POST', '/clock/advance', { ms: 60_000 });
    expect((await tell('POST', '/reset', {})).status).toBeLessThan(300);
  });

  test('closes the connection without an answer', async () => {
    const { create, send, tell } = await liveMock();
    await tell('POST', '/faults', { operation: 'createJob', disconnect: true });
    await expect(create('a')).rejects.toThrow(/fetch failed/);
    await create('a');
    expect((await send('GET', '/v1/jobs')).body.data).toHaveLength(1);
  });

  test('is taken back with all others, and the control itself meets none', async () => {
    const { mock, send, tell } = await liveMock();
    mock.control.fault({ status: 500, count: 9 });
    expect((await tell('GET', '')).status).toBe(200);
    expect((await tell('DELETE', '/faults')).status).toBe(204);
    expect((await send('GET', '/v1/jobs')).status).toBe(200);
  });
});
