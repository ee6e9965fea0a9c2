import { get as httpGet } from 'node:http';
import { expect, test } from 'vitest';
import { createJobServer } from '../create-job-server.ts';
import { runningServer, testKeys } from '../test/running-server.ts';
import { ApiKeys } from './api-keys.ts';

const metricsKey = 'metrics_key_of_the_operator';

test('metrics with a key open to that key alone, and to no key of a tenant (S15)', async () => {
  const { send } = await runningServer({ metricsKey });
  const answer = await send('GET', '/metrics', { key: metricsKey });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('Content-Type')).toMatch(/^text\/plain; version=0\.0\.4/);
  expect(answer.headers.get('Cache-Control')).toBe('no-store');
  for (const key of [null, ...Object.values(testKeys), `${metricsKey}x`]) {
    const refused = await send('GET', '/metrics', { key });
    expect(refused).toMatchObject({ status: 401, body: { code: 'unauthorized' } });
    expect(refused.headers.get('WWW-Authenticate')).toMatch(/^Bearer/);
    expect(refused.text).not.toContain('jobwire_');
  }
  const inQuery = await send('GET', `/metrics?key=${metricsKey}`, { key: null });
  expect(inQuery.status).toBe(401);
});

test('the key of the metrics is no key of the API', async () => {
  const { send } = await runningServer({ metricsKey });
  expect((await send('GET', '/v1/capabilities', { key: metricsKey })).status).toBe(401);
});

test('a key of a caller cannot be that of the metrics', async () => {
  const keys = new ApiKeys();
  keys.add(metricsKey, { organizationId: 'acme', access: 'write' });
  await expect(createJobServer({ handlers: [], keys, data: ':memory:', metricsKey })).rejects.toThrow(
    'also the key of a caller',
  );
});

test('without a key, metrics are there for programs of the same machine, and not through a proxy', async () => {
  const { send } = await runningServer();
  expect((await send('GET', '/metrics', { key: null })).status).toBe(200);
  expect((await send('HEAD', '/metrics', { key: null })).text).toBe('');
  for (const name of [
    'Forwarded',
    'Via',
    'X-Forwarded-For',
    'X-Forwarded-Proto',
    'X-Real-IP',
    'CF-Connecting-IP',
    'True-Client-IP',
  ]) {
    const proxied = await send('GET', '/metrics', { key: null, headers: { [name]: '203.0.113.9' } });
    expect(proxied).toMatchObject({ status: 404, body: { code: 'route_not_found' } });
  }
});

test('without a key, a server that listens for other machines has no metrics', async () => {
  const keys = new ApiKeys();
  const server = await createJobServer({ handlers: [], keys, data: ':memory:' });
  const port = await server.listen({ host: '0.0.0.0', port: 0 });
  const status = await new Promise((resolve, reject) => {
    httpGet({ host: '127.0.0.1', port, path: '/metrics' }, (response) => resolve(response.statusCode)).on(
      'error',
      reject,
    );
  });
  expect(status).toBe(404);
  await server.close();
});
