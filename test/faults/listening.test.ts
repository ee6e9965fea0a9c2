import { expect, test } from 'vitest';
import { eventually } from '../../packages/server/src/test/eventually.ts';
import { sharedServers } from './shared-servers.ts';
import { tcpProxy } from './tcp-proxy.ts';

const listener = (beginning: string) => beginning.includes('jobwire listener');

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
