import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { eventually } from '../../packages/server/src/test/eventually.ts';
import { audit } from '../history/audit.ts';
import { runLoad } from '../history/load.ts';
import { seededRandom } from '../history/seeded-random.ts';
import { sharedServers } from './shared-servers.ts';
import { tcpProxy } from './tcp-proxy.ts';
import { soakSeconds } from './thorough.ts';

const listener = (beginning: string) => beginning.includes('jobwire listener');

test('a job whose worker is killed, or stands still past its lease, goes on in another process (F17, F18)', async () => {
  const { start, create, ended, worker, send } = await sharedServers();
  await start('api');
  // Neither can take all of the jobs.
  const four = { flags: ['--concurrency', '4'] };
  const [killed, stopped] = [await start('worker', four), await start('worker', four)];
  const jobs = await Promise.all(Array.from({ length: 8 }, () => create({ items: 3, item_ms: 1500 })));
  await eventually('all of them run', () => jobs.every(({ id }) => worker(id).includes('1 started')));

  // One of the two leads: the other one has to take that over as well.
  killed.signal('SIGKILL');
  stopped.signal('SIGSTOP');
  await start('worker');
  await Promise.all(
    jobs.map(async ({ id }) => expect(await ended(id)).toMatchObject({ status: 'completed', attempt: 2 })),
  );
  const seen = await Promise.all(jobs.map(({ id }) => send('GET', `/v1/jobs/${id}/results`)));
  stopped.signal('SIGCONT');

  await eventually('whoever comes back is told to stop', () =>
    jobs.some(({ id }) => worker(id).includes('1 signal fenced')),
  );
  for (const [index, { id }] of jobs.entries()) {
    expect((await send('GET', `/v1/jobs/${id}/results`)).text).toBe(seen[index]?.text);
  }
});

test('a cancel reaches a worker that hears nothing, and one whose connection fell silent hears again (F12, F30)', async () => {
  const { start, create, ended, send, worker, cluster } = await sharedServers();
  await start('api');
  const proxy = await tcpProxy(Number(new URL(cluster.url).port));
  await start('worker', { databaseUrl: cluster.url.replace(/:\d+\//, `:${proxy.port}/`) });
  const hold = { items: 1, item_ms: 0, holds: 1 };
  const cancelTakes = async () => {
    const { id } = await create(hold);
    await eventually('it runs', () => worker(id).includes('1 checkpoint'));
    const asked = performance.now();
    expect((await send('POST', `/v1/jobs/${id}/cancel`)).body.status).toBe('cancelling');
    expect(await ended(id)).toMatchObject({ status: 'cancelled', cancellation: { forced: false } });
    return performance.now() - asked;
  };

  proxy.silence(listener);
  // A lease of three seconds is renewed each second, and each renewal reads what became of the job.
  expect(await cancelTakes()).toBeLessThan(10_000);
  proxy.restore();

  await eventually('it listens anew', async () => {
    const { id } = await create({ items: 1, item_ms: 0 });
    return (await ended(id)).status === 'completed';
  });
  proxy.cut();
  expect(await cancelTakes()).toBeLessThan(10_000);
});

test('a database that crashes under load loses nothing, and nobody has to be started again (F28)', {
  timeout: 200_000,
}, async () => {
  const { start, cluster, client, entries } = await sharedServers();
  const [api] = [await start('api'), await start('worker'), await start('all')];
  const over = new AbortController();
  const [seed, organizations] = [28, ['acme', 'globex', 'initech']];
  const load = { client, random: seededRandom(seed), organizations, callers: 4, pauseMs: 50, signal: over.signal };
  const loaded = runLoad(load);
  const isReady = async () => (await fetch(`${api.url}/readyz`)).status === 200;

  const crashes = soakSeconds === null ? 2 : 20;
  for (let crash = 0; crash < crashes; crash += 1) {
    await sleep(500 + 300 * (crash % 3));
    await cluster.stop('immediate');
    await eventually('it is seen', async () => !(await isReady()));
    await sleep(200 * crash);
    await cluster.start();
    await eventually('it is seen to be back', isReady);
  }
  over.abort();
  await loaded;

  expect(await audit({ client, entries, patienceMs: 60_000 })).toBe(0);
  const answered = entries.filter((entry) => entry.kind === 'call');
  expect(answered.some(({ status }) => status === 503)).toBe(true);
  expect(answered.filter(({ status }) => status === 201).length).toBeGreaterThan(10);
});
