import { expect, test } from 'vitest';
import { eventually } from '../../packages/server/src/test/eventually.ts';
import { sharedServers } from './shared-servers.ts';
import { tcpProxy } from './tcp-proxy.ts';

const listener = (beginning: string) => beginning.includes('jobwire listener');

test('a cancel reaches a worker that hears nothing, and one whose connection fell silent hears again (F12, F30)', async () => {
  const { start, create, ended, send, worker, cluster } = await sharedServers();
  // So that no cancel ends by force before it is given up here.
  const flags = ['--cancellation-grace', '10m'];
  await start('api', { flags });
  const proxy = await tcpProxy(Number(new URL(cluster.url).port));
  await start('worker', { flags, databaseUrl: cluster.url.replace(/:\d+\//, `:${proxy.port}/`) });
  const hold = { items: 1, item_ms: 0, holds: 1 };
  const cancelArrives = async () => {
    const { id } = await create(hold);
    await eventually('it runs', () => worker(id).includes('1 checkpoint'));
    expect((await send('POST', `/v1/jobs/${id}/cancel`)).body.status).toBe('cancelling');
    expect(await ended(id)).toMatchObject({ status: 'cancelled', cancellation: { forced: false } });
  };

  proxy.silence(listener);
  // A lease of ten seconds is renewed three times in it, and each renewal reads what became of the job.
  await cancelArrives();
  proxy.restore();

  await eventually('it listens anew', async () => {
    const { id } = await create({ items: 1, item_ms: 0 });
    return (await ended(id)).status === 'completed';
  });
  proxy.cut();
  await cancelArrives();
});
