import { setTimeout as sleep } from 'node:timers/promises';
import { spread } from '../distribution.ts';
import { call } from '../job-calls.ts';
import { median } from '../median.ts';
import { noneOpen } from './noop-rates.ts';
import { agent, create, type PostgresBench, print } from './postgres-bench.ts';

const rounds = 2;
const creators = 50;
/** So few that four workers leave something of a small machine to the database. */
const workerConcurrency = 4;
const waitsPerWorker = 250;

/** What two and four workers do of what one does. */
export async function benchMoreWorkers(bench: PostgresBench): Promise<void> {
  const rates: number[][] = [];
  for (let round = 0; round < rounds; round += 1) {
    const ofRound: number[] = [];
    for (const count of [1, 2, 4]) ofRound.push(await rateOf(count, bench));
    rates.push(ofRound);
  }
  const ofCount = (at: number) => rates.map((ofRound) => ofRound[at] ?? 0);
  const shown = [0, 1, 2].map((at) => `${Math.round(median(ofCount(at)))}`).join(' → ');
  print('jobs of 50 ms, 1 → 2 → 4 workers', `${shown} a second`);
  const linear = (at: number, count: number) => rates.map((ofRound) => (ofRound[at] ?? 0) / (ofRound[0] ?? 1) / count);
  const expected = '(expected: at least 0.9 of linear)';
  print('2 workers / linear', `${spread(linear(1, 2), 2)}  ${expected}`);
  print('4 workers / linear', `${spread(linear(2, 4), 2)}  ${expected}`);
}

/** How many jobs a second so many workers do. */
async function rateOf(count: number, { start, database }: PostgresBench): Promise<number> {
  const api = await start('api', 1);
  const jobs = waitsPerWorker * count;
  await Promise.all(
    Array.from({ length: creators }, async (_, creator) => {
      for (let made = creator; made < jobs; made += creators) await create(api.port, 'wait');
    }),
  );
  const workers = await Promise.all(Array.from({ length: count }, () => start('worker', workerConcurrency)));
  await noneOpen(database);
  // From when all of them were at work: none had done a tenth of its share before the last one began.
  const { rows } = await database.query<{ rate: number }>(
    `with waits as (select started_at, finished_at from jobs where type = 'wait' order by finished_at desc limit $1)
     select count(*) * 1000.0 / (max(finished_at) - min(started_at)) as rate from waits`,
    [Math.round(jobs * 0.7)],
  );
  await Promise.all([api, ...workers].map((server) => server.stop()));
  return Number(rows[0]?.rate);
}

/** How long the job of a worker that is killed waits for another one. */
export async function benchRescue({ start }: PostgresBench): Promise<void> {
  const api = await start('api', 1);
  const killed = await start('worker', 20);
  const { body } = await create(api.port, 'held');
  const path = `/v1/jobs/${body.id}`;
  const job = async () => (await call({ port: api.port, agent, method: 'GET', path })).body;
  while ((await job()).status !== 'running') await sleep(10);
  const other = await start('worker', 20);
  const killedAt = performance.now();
  killed.signal('SIGKILL');
  while ((await job()).attempt < 2) await sleep(20);
  print(
    'worker killed → next attempt elsewhere',
    `${((performance.now() - killedAt) / 1000).toFixed(1)} s  (expected: at most 15 s)`,
  );
  await call({ port: api.port, agent, method: 'POST', path: `${path}/cancel` });
  await Promise.all([api.stop(), other.stop()]);
}
