import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { expect, test } from 'vitest';
import { migrations } from '../../packages/server/src/storage/migrations.ts';
import { eventually } from '../../packages/server/src/test/eventually.ts';
import { type Role, sharedServers } from '../faults/shared-servers.ts';
import { audit } from '../history/audit.ts';
import { organizationKeys } from '../history/kill-run.ts';
import { runLoad } from '../history/load.ts';
import { seededRandom } from '../history/seeded-random.ts';

const newer = { NODE_OPTIONS: `--import=${fileURLToPath(new URL('../faults/newer-version.ts', import.meta.url))}` };

const roles: readonly Role[] = ['api', 'worker', 'api', 'worker'];

test('servers that are replaced one by one by those of a newer schema, and some by older ones again, answer every request (F37)', {
  timeout: 300_000,
}, async () => {
  const { start, forget, cluster, client, entries } = await sharedServers();
  const servers = [];
  for (const role of roles) servers.push({ role, running: await start(role) });
  const over = new AbortController();
  const organizations = Object.keys(organizationKeys);
  const loaded = runLoad({
    client,
    random: seededRandom(37),
    organizations,
    callers: 4,
    pauseMs: 50,
    signal: over.signal,
  });

  // To the newer version, half of them back to the older one beside it, and on to the newer one.
  for (const environment of [newer, {}, newer]) {
    for (const server of environment === newer ? servers : servers.slice(0, 2)) {
      const before = server.running;
      server.running = await start(server.role, { environment });
      forget(before);
      expect(await before.stop()).toMatchObject({ exitCode: 0 });
    }
  }
  await eventually('there were requests enough', () => entries.filter(({ kind }) => kind === 'call').length > 50);
  over.abort();
  await loaded;

  expect(await audit({ client, entries, patienceMs: 60_000 })).toBe(0);
  const calls = entries.filter((entry) => entry.kind === 'call');
  expect(calls.filter(({ status }) => status === null || status >= 500)).toEqual([]);
  expect(await stepsTaken(cluster.url)).toEqual([...Object.keys(migrations), '9999_newer']);
});

async function stepsTaken(url: string): Promise<string[]> {
  const database = new pg.Client({ connectionString: url });
  await database.connect();
  const { rows } = await database.query<{ name: string }>('select name from kysely_migration order by name');
  await database.end();
  return rows.map(({ name }) => name);
}
