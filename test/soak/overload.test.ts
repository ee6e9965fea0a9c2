import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { type FaultyServer, faultyServer } from '../faults/faulty-server.ts';
import { residentBytes } from '../faults/resident-bytes.ts';
import { soakSeconds } from '../faults/thorough.ts';

const overloadMs = (soakSeconds ?? 60) * 1000 * 0.5;

/** Together at most 40 jobs a second, however quick the machine is. */
const concurrency = 4;
const job = { type: 'fault.pause', input: { ms: 100 } };
const quota = 300;
/** Each creates so often that together they ask for three times as many jobs as can be worked off. */
const creators = 12;
const createEveryMs = (creators * 100) / (3 * concurrency);

/** How long a job of an organization that has no other may take, on a machine that has other things to do too. */
const turnWithinMs = 15_000;
const drainWithinMs = 90_000;

test('who creates three times what is worked off is bounded by the quota, and neither memory nor others suffer (F48)', {
  timeout: overloadMs + 120_000,
}, async () => {
  const faulty = faultyServer();
  const { server, entries, client } = faulty;
  const { pid } = await server.start({
    nodeOptions: ['--max-old-space-size=100'],
    environment: { JOBWIRE_CONCURRENCY: String(concurrency), JOBWIRE_OPEN_JOBS_PER_ORGANIZATION: String(quota) },
  });
  const until = performance.now() + overloadMs;
  const goesOn = () => performance.now() < until;
  const seen = { created: 0, refused: 0, others: 0, slowestOtherMs: 0, openAtMost: 0, memory: [] as number[] };

  async function createTooMany(): Promise<void> {
    for (let due = performance.now(); goesOn(); due = Math.max(due + createEveryMs, performance.now())) {
      // Without a pause until the first is refused, since a slow machine takes long to come there.
      if (seen.refused === 0) due = performance.now();
      else await sleep(Math.max(0, due - performance.now()));
      const { status, text, headers } = await create(faulty, 'acme');
      if (status === 201) seen.created += 1;
      else {
        expect([status, text]).toEqual([429, expect.stringContaining('"code":"rate_limited"')]);
        expect(Number(headers['retry-after'])).toBeGreaterThan(0);
        seen.refused += 1;
      }
    }
  }

  async function createNowAndThen(): Promise<void> {
    while (goesOn()) {
      const began = performance.now();
      const created = await create(faulty, 'globex');
      expect(created.status).toBe(201);
      const path = `/v1/jobs/${JSON.parse(created.text).id}`;
      const ended = await client.call('globex', 'GET', path, { headers: { Prefer: 'wait=15' } });
      expect(JSON.parse(ended.text)).toMatchObject({ status: 'completed' });
      seen.slowestOtherMs = Math.max(seen.slowestOtherMs, performance.now() - began);
      seen.others += 1;
      await sleep(500);
    }
  }

  async function watch(): Promise<void> {
    while (goesOn()) {
      seen.openAtMost = Math.max(seen.openAtMost, await openJobs(server.url));
      seen.memory.push(residentBytes(pid));
      // The history of so many jobs is not what is tried here.
      entries.length = 0;
      await sleep(500);
    }
  }

  await Promise.all([watch(), createNowAndThen(), ...Array.from({ length: creators }, createTooMany)]);

  const tenth = Math.ceil(seen.memory.length / 10);
  const early = Math.max(...seen.memory.slice(tenth, 3 * tenth));
  const late = Math.max(...seen.memory.slice(-2 * tenth));
  console.log({ ...seen, memory: [early, late] });
  expect(seen.refused).toBeGreaterThan(0);
  // One more of the other organization.
  expect(seen.openAtMost).toBeLessThanOrEqual(quota + 1);
  expect(seen.slowestOtherMs).toBeLessThan(turnWithinMs);
  expect(late).toBeLessThan(early + 50e6);
  expect(await drained(server.url)).toBe(true);
});

function create({ client }: FaultyServer, organization: string) {
  return client.call(organization, 'POST', '/v1/jobs', { json: job });
}

/** Whether everything that was acknowledged is worked off in the end. */
async function drained(url: string): Promise<boolean> {
  const until = performance.now() + drainWithinMs;
  while (performance.now() < until) {
    if ((await openJobs(url)) === 0) return true;
    await sleep(200);
  }
  return false;
}

/** What the server says of itself. */
async function openJobs(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const counts = Array.from(text.matchAll(/^jobwire_open_jobs\{status="\w+"\} (\d+)$/gm), ([, count]) => Number(count));
  if (counts.length === 0) throw new Error(`There is no gauge of open jobs:\n${text}`);
  return counts.reduce((sum, count) => sum + count, 0);
}
