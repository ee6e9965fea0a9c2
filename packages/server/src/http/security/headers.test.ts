import { expect, test } from 'vitest';
import { runningServer } from '../../test/running-server.ts';

test('every answer says that it is not to be stored or guessed at, names itself, and tells nothing of the server (S23)', async () => {
  const { send, create, ended } = await runningServer();
  const job = await create({ type: 'demo.batch', input: { items: 0, item_ms: 0 } });
  await ended(job.id);
  const origin = { Origin: 'https://attacker.example', 'Access-Control-Request-Method': 'POST' };
  const answers = [
    await send('GET', `/v1/jobs/${job.id}`, { headers: origin }),
    await send('GET', `/v1/jobs/${job.id}`, { headers: { 'If-None-Match': '*' } }),
    await send('GET', `/v1/jobs/${job.id}/events`, { headers: { Accept: 'text/event-stream' } }),
    await send('POST', '/v1/jobs', { json: {}, headers: origin }),
    await send('OPTIONS', '/v1/jobs', { headers: origin }),
    await send('GET', '/v1/nothing'),
    await send('GET', '/nothing', { headers: origin }),
    await send('GET', '/v1/jobs', { key: null }),
    await send('DELETE', `/v1/jobs/${job.id}`),
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, 304, 200, 400, 405, 404, 404, 401, 204]);
  for (const { headers } of answers) {
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-request-id')).toMatch(/^[A-Za-z0-9._-]{1,128}$/);
    for (const name of ['x-powered-by', 'server', 'access-control-allow-origin', 'access-control-allow-credentials']) {
      expect([name, headers.get(name)]).toEqual([name, null]);
    }
  }
});
