import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { crash, disturbances, type Slot } from '../faults/disturbances.ts';
import { type Role, sharedServers } from '../faults/shared-servers.ts';
import { tcpProxy } from '../faults/tcp-proxy.ts';
import { soakSeconds } from '../faults/thorough.ts';
import { audit } from '../history/audit.ts';
import { countAcknowledgements } from '../history/count-acknowledgements.ts';
import { organizationKeys } from '../history/kill-run.ts';
import { runLoad } from '../history/load.ts';
import { freshSeed, seededRandom } from '../history/seeded-random.ts';
import { usageFaults } from '../history/usage-faults.ts';

const disturbedMs = (soakSeconds ?? 60) * 1000 * 0.2;

const seed = process.env.SOAK_SEED === undefined ? freshSeed() : Number(process.env.SOAK_SEED);

const roles: readonly Role[] = ['api', 'api', 'worker', 'worker', 'all'];

test('servers on one database that are killed, stopped and cut off at random lose nothing that was acknowledged, and nothing stays open (F20, F21, F22, F23, F24, F29, F31)', {
  timeout: disturbedMs + 300_000,
}, async () => {
  console.log(`The seed is ${seed}; SOAK_SEED repeats it.`);
  const { start, forget, cluster, client, entries, history } = await sharedServers(seed);
  const random = seededRandom(seed);
  const flags = [
    '--lease',
    '3s',
    '--concurrency',
    '10',
    '--drain',
    '1s',
    '--cancellation-grace',
    '5s',
    '--log-level',
    'error',
  ];
  const slots = await Promise.all(
    roles.map(async (role): Promise<Slot> => {
      const proxy = await tcpProxy(Number(new URL(cluster.url).port));
      const databaseUrl = cluster.url.replace(/:\d+\//, `:${proxy.port}/`);
      const begin = () => start(role, { flags, databaseUrl });
      const slot: Slot = {
        proxy,
        running: await begin(),
        async restart() {
          forget(slot.running);
          // As whatever watches over a process does, until the database can be reached.
          for (;;) {
            const running = await begin().catch(() => null);
            if (running !== null) {
              slot.running = running;
              return;
            }
            await sleep(200);
          }
        },
      };
      return slot;
    }),
  );
  const over = new AbortController();
  const organizations = Object.keys(organizationKeys);
  const load = {
    client,
    random: seededRandom(seed + 1),
    organizations,
    callers: 10,
    pauseMs: 60,
    signal: over.signal,
  };
  const loaded = runLoad(load);

  const counts: Record<string, number> = {};
  const busy = new Map<Slot, Promise<void>>();
  const disturbed = { cluster, random, write: (entry: (typeof entries)[0]) => void entries.push(entry) };
  const until = performance.now() + disturbedMs;
  while (performance.now() < until) {
    await sleep(random.between(100, 2000));
    if (random.chance(0.1)) {
      counts['PostgreSQL crashes'] = (counts['PostgreSQL crashes'] ?? 0) + 1;
      await crash(disturbed);
      continue;
    }
    const [name, disturb] = random.pick(Object.entries(disturbances));
    const free = slots.filter((slot) => !busy.has(slot));
    if (free.length === 0) continue;
    const slot = random.pick(free);
    counts[name] = (counts[name] ?? 0) + 1;
    busy.set(
      slot,
      disturb(slot, disturbed).finally(() => busy.delete(slot)),
    );
  }
  await Promise.all(busy.values());
  over.abort();
  await loaded;

  const stuck = await audit({ client, entries, patienceMs: 120_000 });
  console.log(counts, countAcknowledgements(history()));
  expect({ seed, stuck, usageFaults: await usageFaults(cluster.url) }).toEqual({ seed, stuck: 0, usageFaults: [] });
});
