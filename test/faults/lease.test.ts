import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { eventually } from '../../packages/server/src/test/eventually.ts';
import { thoroughlyOnBothDatabases } from './databases.ts';
import { faultyServer } from './faulty-server.ts';
import { hasty } from './hasty-server.ts';

const program = fileURLToPath(new URL('hasty-server.ts', import.meta.url));

/** A machine that stands still costs attempts as well, where leases are short, and those are not what is counted. */
const patient = { max_attempts: 20 };

describe.each(thoroughlyOnBothDatabases)('on $name', ({ name, databaseUrl }) => {
  const faulty = async () => faultyServer({ databaseUrl: await databaseUrl() });

  test('an attempt that was killed is followed by another in time, which goes on from its results (F17)', async () => {
    const { server, create, ended, worker, send } = await faulty();
    // Where nobody else can have the attempts of before, their leases are not waited for.
    const environment = name === 'SQLite' ? { JOBWIRE_LEASE: '1h' } : {};
    await server.start({ environment });
    const { id } = await create({ items: 4, item_ms: 20, holds: 1 });
    await eventually('two items are there', () => worker(id).includes('1 emitted item-1'));
    await server.kill();

    await server.start({ environment });
    expect(await ended(id)).toMatchObject({ status: 'completed', attempt: 2 });
    expect(worker(id).filter((line) => line.endsWith('item-0'))).toEqual(['1 emitted item-0']);
    const { data } = (await send('GET', `/v1/jobs/${id}/results`)).body;
    expect(data.map((row: { id: string }) => row.id)).toEqual(['item-0', 'item-1', 'item-2', 'item-3']);
  });

  test('a process that was stopped past its leases runs no job twice at the same time (F18)', async () => {
    const { server, create, ended, worker } = await faulty();
    await server.start({ program });
    const jobs = await Promise.all(Array.from({ length: 10 }, () => create({ items: 4, item_ms: 200 }, patient)));
    for (const { id } of jobs) await eventually('it runs', () => worker(id).includes('1 emitted item-0'));

    server.running.signal('SIGSTOP');
    await new Promise((resolve) => setTimeout(resolve, 2 * hasty.leaseMs));
    server.running.signal('SIGCONT');

    for (const { id } of jobs) {
      expect(await ended(id)).toMatchObject({ status: 'completed', progress: { completed: 4 } });
      // Each attempt has ended before the next one starts; that only the newest one writes is in the history.
      const turns = worker(id).filter((line) => /started|ended/.test(line));
      expect(turns).toEqual(turns.map((_, index) => `${1 + (index >> 1)} ${index % 2 === 0 ? 'started' : 'ended'}`));
    }
  });

  test('what an attempt does that was overtaken by its lease, deaf to its signal, is refused (F18)', async () => {
    const { server, create, ended, worker, send } = await faulty();
    await server.start({ program });
    const { id } = await create({ items: 1, item_ms: 2500, deaf: true }, patient);
    await eventually('it runs', () => worker(id).includes('1 started'));

    server.running.signal('SIGSTOP');
    await new Promise((resolve) => setTimeout(resolve, 2 * hasty.leaseMs));
    server.running.signal('SIGCONT');

    const job = await ended(id);
    expect(job).toMatchObject({ status: 'completed', progress: { completed: 1 } });
    // Either its lease was renewed before anybody saw that it had run out, or another attempt did the work.
    const emitted = worker(id).filter((line) => line.includes('emitted'));
    expect(emitted).toEqual([`${job.attempt} emitted item-0`]);
    expect((await send('GET', `/v1/jobs/${id}/results`)).body.data).toMatchObject([{ output: { by: job.attempt } }]);
  });

  test('a handler that blocks the whole process past its lease loses nothing, and no other job does (F19)', async () => {
    const { server, create, ended, worker } = await faulty();
    await server.start({ program });
    const other = await create({ items: 5, item_ms: 200 }, patient);
    await eventually('it runs', () => worker(other.id).includes('1 started'));
    const { id } = await create({ items: 2, item_ms: 10, block_ms: 2 * hasty.leaseMs }, patient);

    for (const job of [id, other.id]) {
      expect(await ended(job)).toMatchObject({ status: 'completed' });
      expect(
        worker(job)
          .filter((line) => line.includes('emitted'))
          .toSorted(),
      ).toEqual(worker(job).filter((line) => line.includes('emitted')));
    }
  });

  test('every one of 50 running jobs goes on after its server was killed (F22)', async () => {
    const { server, create, ended, worker } = await faulty();
    const environment = { JOBWIRE_CONCURRENCY: '50' };
    await server.start({ environment });
    const jobs = await Promise.all(Array.from({ length: 50 }, () => create({ items: 2, item_ms: 50, holds: 1 })));
    for (const { id } of jobs) await eventually('it runs', () => worker(id).includes('1 emitted item-0'));
    await server.kill();
    await server.start({ environment });
    for (const { id } of jobs) expect(await ended(id)).toMatchObject({ status: 'completed', attempt: 2 });
  });

  test('a job that is created while a start ends the attempts before it runs once (F23)', async () => {
    const { server, create, ended, worker } = await faulty();
    await server.start();
    const before = await Promise.all(Array.from({ length: 8 }, () => create({ items: 2, item_ms: 50, holds: 1 })));
    await eventually('all run', () => before.every(({ id }) => worker(id).includes('1 started')));
    await server.kill();
    await server.start();
    const fresh = await Promise.all(Array.from({ length: 20 }, () => create({ items: 1, item_ms: 5 })));
    for (const { id } of fresh) {
      expect(await ended(id)).toMatchObject({ status: 'completed', attempt: 1 });
      expect(worker(id).filter((line) => line.endsWith('started'))).toEqual(['1 started']);
    }
    for (const { id } of before) expect(await ended(id)).toMatchObject({ status: 'completed', attempt: 2 });
  });
});
