import { expect, test } from 'vitest';
import { eventually } from '../../packages/server/src/test/eventually.ts';
import { faultyServer } from '../faults/faulty-server.ts';

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
