import { expect, test } from 'vitest';
import { eventually } from '../../packages/server/src/test/eventually.ts';
import { onBothDatabases, thoroughlyOnBothDatabases } from './databases.ts';
import { faultyServer } from './faulty-server.ts';

/** Longer than a worker takes to look for work, to end the attempts of a process before, and to rest after one attempt. */
const longEnoughMs = 2500;

test.each(thoroughlyOnBothDatabases)(
  'jobs that are cancelled while they wait on $name never start, also after a kill (F7, F8)',
  async ({ databaseUrl }) => {
    const { server, create, get, ended, send, worker } = faultyServer({ databaseUrl: await databaseUrl() });
    await server.start();
    const cancel = (id: string) => send('POST', `/v1/jobs/${id}/cancel`);
    const work = await Promise.all(
      Array.from({ length: 8 }, () => create({ items: 1, item_ms: 0, holds: 1 }, { priority: 9 })),
    );
    await eventually('all slots are taken', () => work.every(({ id }) => worker(id).includes('1 started')));
    const queued = await create({ items: 1, item_ms: 0 });
    const soon = new Date(Date.now() + 1500).toISOString();
    const delayed = await create({ items: 1, item_ms: 0 }, { scheduled_for: soon });
    for (const { id } of [queued, delayed])
      expect((await cancel(id)).body).toMatchObject({ status: 'cancelled', attempt: 0 });
    for (const { id } of work) await cancel(id);
    const failing = await eventually('one is cancelled while it rests after its second attempt', async () => {
      const { id } = await create({ items: 1, item_ms: 0, retries: 9 }, { max_attempts: 9 });
      await eventually('it rests', async () => {
        const { status, attempt } = await get(id);
        return status === 'queued' && attempt >= 2;
      });
      const { body } = await cancel(id);
      // The next attempt has begun where the machine stood still between the two requests.
      return body.status === 'cancelled' && body;
    });
    await server.kill();

    await server.start();
    await new Promise((resolve) => setTimeout(resolve, longEnoughMs));
    // Whatever may start has started by then: this one is of no importance.
    const last = await create({ items: 1, item_ms: 0 }, { priority: 0 });
    expect(await ended(last.id)).toMatchObject({ status: 'completed' });
    expect([queued, delayed].map(({ id }) => worker(id))).toEqual([[], []]);
    const started = worker(failing.id).filter((line) => line.endsWith('started'));
    expect(started).toEqual(Array.from({ length: failing.attempt }, (_, index) => `${index + 1} started`));
    for (const { id } of [queued, delayed, failing]) expect(await get(id)).toMatchObject({ status: 'cancelled' });
  },
);

test.each(onBothDatabases)(
  'a cancel whose worker on $name is killed before it stops ends as cancelled, and the job does not run again (F15)',
  async ({ databaseUrl }) => {
    const { server, create, get, ended, send, worker } = faultyServer({ databaseUrl: await databaseUrl() });
    await server.start();
    const { id } = await create({ items: 100, item_ms: 300, deaf: true });
    await eventually('an item is there', () => worker(id).includes('1 emitted item-0'));
    expect((await send('POST', `/v1/jobs/${id}/cancel`)).body).toMatchObject({ status: 'cancelling' });
    await server.kill();

    await server.start();
    expect(await ended(id)).toMatchObject({ status: 'cancelled', attempt: 1, cancellation: { forced: false } });
    const results = (await send('GET', `/v1/jobs/${id}/results`)).body;
    expect(results).toMatchObject({ sealed: true });
    expect(results.data.length).toBe((await get(id)).progress.completed);
    expect(worker(id).filter((line) => line.endsWith('started'))).toEqual(['1 started']);
  },
);
