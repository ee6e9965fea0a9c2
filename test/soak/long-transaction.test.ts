import pg from 'pg';
import { expect, test } from 'vitest';
import { sharedServers } from '../faults/shared-servers.ts';
import { soakSeconds } from '../faults/thorough.ts';

const heldMs = (soakSeconds ?? 60) * 1000 * 0.05;

/** What is left of the rate while a transaction elsewhere keeps every dead row alive. */
const floor = 0.3;

test('jobs go on at no less than a third of their rate while a transaction elsewhere stays open (F33)', {
  timeout: 2 * heldMs + 120_000,
}, async () => {
  const { start, create, ended, cluster, entries } = await sharedServers();
  await start('all');
  const holder = new pg.Client({ connectionString: cluster.url });
  await holder.connect();
  const jobsPerSecond = async (durationMs: number) => {
    const began = performance.now();
    let jobs = 0;
    while (performance.now() - began < durationMs) {
      const made = await Promise.all(Array.from({ length: 20 }, () => create({ items: 1, item_ms: 0 })));
      for (const { id } of made) await ended(id);
      jobs += made.length;
      // The history of so many jobs is not what is tried here.
      entries.length = 0;
    }
    return (jobs * 1000) / (performance.now() - began);
  };
  await jobsPerSecond(2000);

  const before = await jobsPerSecond(heldMs / 4);
  await holder.query('begin isolation level repeatable read; select count(*) from jobs');
  await jobsPerSecond(heldMs / 2);
  const late = await jobsPerSecond(heldMs / 4);
  await holder.query('rollback');
  await holder.end();

  console.log({ jobsPerSecondBefore: before, jobsPerSecondLate: late });
  expect(late).toBeGreaterThan(floor * before);
});
