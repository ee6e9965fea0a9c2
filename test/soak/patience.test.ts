import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { eventually } from '../../packages/server/src/test/eventually.ts';
import { faultyServer } from '../faults/faulty-server.ts';
import { organizationKeys } from '../history/kill-run.ts';

test('a client that stops reading is let go after a while (F51)', { timeout: 220_000 }, async () => {
  const { server, create, ended } = faultyServer();
  const { url } = await server.start();
  const { id } = await create({}, { type: 'fault.large' });
  await ended(id);
  const socket = connect(Number(new URL(url).port), '127.0.0.1').pause();
  const path = `/v1/jobs/${id}/results?limit=100`;
  const request = `GET ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${organizationKeys.acme}\r\n\r\n`;
  // More than the buffers of the system take.
  socket.write(request.repeat(20));
  socket.on('error', () => {});
  await new Promise((resolve) => setTimeout(resolve, 160_000));
  let received = 0;
  socket.on('data', (bytes) => {
    received += bytes.length;
  });
  socket.resume();
  await new Promise((resolve) => socket.once('close', resolve));
  // Twenty answers of five megabytes: what lay in those buffers was still there, and the rest was given up.
  expect(received).toBeLessThan(50e6);
});

test('a server that was stopped past its leases goes on with its jobs (F18)', { timeout: 90_000 }, async () => {
  const { server, create, get, worker } = faultyServer();
  await server.start();
  const jobs = await Promise.all(Array.from({ length: 8 }, () => create({ items: 30, item_ms: 100 })));
  await eventually('all run', () => jobs.every(({ id }) => worker(id).includes('1 emitted item-0')));
  server.running.signal('SIGSTOP');
  await new Promise((resolve) => setTimeout(resolve, 17_000));
  server.running.signal('SIGCONT');
  for (const { id } of jobs) {
    await eventually('it has ended', async () => (await get(id)).status === 'completed');
    const turns = worker(id).filter((line) => /started|ended/.test(line));
    expect(turns).toEqual(turns.map((_, index) => `${1 + (index >> 1)} ${index % 2 === 0 ? 'started' : 'ended'}`));
  }
});
