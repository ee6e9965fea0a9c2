import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { eventually } from '../../packages/server/src/test/eventually.ts';
import type { Running } from '../cli/jobwire.ts';
import { audit } from '../history/audit.ts';
import { runLoad } from '../history/load.ts';
import { wallClock } from '../history/recording-client.ts';
import { seededRandom } from '../history/seeded-random.ts';
import { sharedServers } from './shared-servers.ts';
import { soakSeconds } from './thorough.ts';

test('a database that crashes under load loses nothing, and nobody has to be started again (F28)', async () => {
  const { start, cluster, client, entries } = await sharedServers();
  const [api] = [await start('api'), await start('worker'), await start('all')];
  const over = new AbortController();
  const [seed, organizations] = [28, ['acme', 'globex', 'initech']];
  const load = { client, random: seededRandom(seed), organizations, callers: 4, pauseMs: 50, signal: over.signal };
  const loaded = runLoad(load);
  const isReady = async () => (await fetch(`${api.url}/readyz`)).status === 200;

  const countOf = (wanted: number) =>
    entries.filter((entry) => entry.kind === 'call' && entry.status === wanted).length;

  const crashes = soakSeconds === null ? 2 : 20;
  for (let crash = 0; crash < crashes; crash += 1) {
    // However slow the machine is: something to lose each time, and somebody who meets the outage.
    const [acknowledged, refused] = [countOf(201), countOf(503)];
    await eventually('jobs are acknowledged', () => countOf(201) >= acknowledged + 5);
    await sleep(300 * (crash % 3));
    entries.push({ kind: 'mark', at: wallClock(), event: 'down' });
    await cluster.stop('immediate');
    await eventually('it is seen', async () => !(await isReady()));
    await eventually('a caller is told', () => countOf(503) > refused);
    await sleep(200 * crash);
    await cluster.start();
    await eventually('it is seen to be back', isReady);
    entries.push({ kind: 'mark', at: wallClock(), event: 'listening' });
  }
  over.abort();
  await loaded;

  expect(await audit({ client, entries, patienceMs: 60_000 })).toBe(0);
});

test('an outage is told of once when it begins and once when it is over, by every process (F28)', async () => {
  const { start, cluster } = await sharedServers();
  const servers = await Promise.all([start('api'), start('worker')]);
  const lines = (server: Running) =>
    server
      .stderr()
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as { level: string; msg: string });
  const told = (server: Running) => lines(server).filter(({ msg }) => msg.startsWith('The database is '));

  await cluster.stop('immediate');
  for (const server of servers) {
    await eventually('it is seen', async () => {
      await fetch(`${server.url}/readyz`);
      return told(server).length > 0;
    });
  }
  // Long enough for whatever looks for work each second to find none several times.
  await sleep(3000);
  await cluster.start();
  for (const server of servers) await eventually('it is back', async () => told(server).length > 1);

  for (const server of servers) {
    expect(told(server)).toMatchObject([
      { level: 'warn', msg: expect.stringMatching(/^The database is away: .+\.$/) },
      { level: 'info', msg: expect.stringMatching(/^The database is back after \d+ s\.$/) },
    ]);
    const others = lines(server).filter(({ level, msg }) => level !== 'info' && !msg.startsWith('Other processes'));
    expect(others).toEqual(told(server).slice(0, 1));
  }
});
