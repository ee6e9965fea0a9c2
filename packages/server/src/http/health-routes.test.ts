import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { expect, onTestFinished, test } from 'vitest';
import { eventually } from '../test/eventually.ts';
import { TestClock } from '../test/test-clock.ts';
import { type HealthOptions, healthRoutes } from './health-routes.ts';

/** An app with the routes and nothing else; what the checks say can be changed while it runs. */
async function served(options: Partial<HealthOptions> = {}) {
  const clock = new TestClock();
  const state = { ping: async () => {}, stopping: false };
  const app = express().use(
    healthRoutes({ ping: () => state.ping(), isStopping: () => state.stopping, clock, ...options }),
  );
  const server = app.listen(0, '127.0.0.1');
  let requests = 0;
  server.on('request', () => {
    requests += 1;
  });
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const get = async (path: string, method = 'GET') => {
    const response = await fetch(url + path, { method });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) };
  };
  return { clock, state, get, requests: () => requests };
}

const down = () => Promise.reject(new Error('no answer'));

test('a database that does not answer turns readiness red and leaves liveness green, until it answers again', async () => {
  const { state, get } = await served();
  expect(await get('/readyz')).toMatchObject({ status: 200, body: { status: 'ready' } });

  state.ping = down;
  const red = await get('/readyz');
  expect(red).toMatchObject({ status: 503, body: { status: 'not_ready', failed: 'database' } });
  expect(red.headers.get('Retry-After')).toBe('1');
  expect(await get('/healthz')).toMatchObject({ status: 200, body: { status: 'alive' } });

  state.ping = async () => {};
  expect((await get('/readyz')).status).toBe(200);
});

test('a database that stays silent is not waited for longer than its bound', async () => {
  const { clock, state, get } = await served();
  const asked = Promise.withResolvers<void>();
  state.ping = () => {
    asked.resolve();
    return new Promise(() => {});
  };
  const answer = get('/readyz');
  await asked.promise;
  await clock.advance(2000);
  expect(await answer).toMatchObject({ status: 503, body: { failed: 'database' } });
});

test('however many ask at the same time, the database is asked once', async () => {
  const { state, get, requests } = await served();
  const answered = Promise.withResolvers<void>();
  const asked = Promise.withResolvers<void>();
  let pings = 0;
  state.ping = () => {
    pings += 1;
    asked.resolve();
    return answered.promise;
  };
  const first = get('/readyz');
  await asked.promise;
  const others = [get('/readyz'), get('/readyz')];
  await eventually('all have arrived', () => requests() === 3);
  answered.resolve();
  const answers = await Promise.all([first, ...others]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(pings).toBe(1);
});

test('a server that stops is not ready, and alive', async () => {
  const { state, get } = await served();
  state.stopping = true;
  const red = await get('/readyz');
  expect(red).toMatchObject({ status: 503, body: { status: 'not_ready', failed: 'shutdown' } });
  expect(red.headers.get('Retry-After')).toBe('1');
  expect((await get('/healthz')).status).toBe(200);
});

test.each(['/healthz', '/readyz'])(
  'HEAD of %s answers as GET does, without a body, and nothing is cached',
  async (path) => {
    const { get } = await served();
    const answer = await get(path, 'HEAD');
    expect(answer).toMatchObject({ status: 200, body: null });
    expect(answer.headers.get('Cache-Control')).toBe('no-store');
  },
);
