import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { startTestCluster } from '../../packages/server/src/test/postgres/test-cluster.ts';
import { distribution } from './distribution.ts';
import { httpLoad } from './http-load.ts';
import { call } from './job-calls.ts';
import { median } from './median.ts';
import { type ServerProcess, startServer } from './server-process.ts';

const rounds = 3;
const roundMs = 3000;
const connections = 50;
/** So few that four workers leave something of a small machine to the database. */
const workerConcurrency = 4;
const waitsPerWorker = 400;
const cancels = 300;
const starts = 200;

/** One PostgreSQL, with a disk that is waited for, and what runs on it in this benchmark. */
interface Bench {
  readonly url: string;
  readonly database: pg.Client;
  start(role: string, concurrency: number, onLine?: (line: string) => void): Promise<ServerProcess>;
}

const print = (name: string, figure: string) => process.stdout.write(`  ${name.padEnd(40)} ${figure}\n`);
const agent = new Agent({ keepAlive: true });

/** What several processes do on one PostgreSQL of this machine, beside other queues on the same one. */
export async function benchManyMachines(): Promise<void> {
  process.stdout.write('Many machines: PostgreSQL, processes and load share all cores of this one\n');
  await onPostgres(async (bench) => {
    await noopJobs(bench);
    await startLatency(bench);
    await cancelLatency(bench);
  });
}

/** What more workers bring, and what the loss of one costs. */
export async function benchMoreWorkers(): Promise<void> {
  process.stdout.write('More workers: PostgreSQL, processes and load share all cores of this machine\n');
  await onPostgres(async (bench) => {
    await moreWorkers(bench);
    await rescue(bench);
  });
}

async function onPostgres(measure: (bench: Bench) => Promise<void>): Promise<void> {
  const cluster = await startTestCluster({ syncs: true });
  const database = new pg.Client({ connectionString: cluster.url });
  await database.connect();
  try {
    await measure({
      url: cluster.url,
      database,
      start: (role, concurrency, onLine) =>
        startServer('shared-process', [cluster.url, role, String(concurrency)], onLine, false),
    });
  } finally {
    agent.destroy();
    await database.end();
    await cluster.remove();
  }
}

async function noopJobs({ url, start, database }: Bench): Promise<void> {
  const took: Record<string, (ms: number) => void> = {};
  const others: Record<string, ServerProcess> = {};
  for (const name of ['pg-boss', 'graphile-worker']) {
    others[name] = await startServer(
      'other-queue',
      [name, url],
      (line) => /^[\d.]+$/.test(line) && took[name]?.(Number(line)),
      false,
    );
  }
  const jobwire = await start('all', 64);
  const rates: Record<string, number[]> = { jobwire: [], 'pg-boss': [], 'graphile-worker': [] };
  for (let round = -1; round < rounds; round += 1) {
    const began = performance.now();
    const perSecond = await httpLoad({
      port: jobwire.port,
      request: noopRequest(jobwire.port),
      connections,
      durationMs: roundMs,
      status: 201,
      spins: false,
    });
    const jobs = Math.round((perSecond * (performance.now() - began)) / 1000);
    await noneOpen(database);
    const rate = { jobwire: (jobs * 1000) / (performance.now() - began) } as Record<string, number>;
    for (const [name, other] of Object.entries(others)) {
      const ms = new Promise<number>((resolve) => {
        took[name] = resolve;
      });
      other.tell(String(jobs));
      rate[name] = (jobs * 1000) / (await ms);
    }
    // The first round only warms up.
    if (round >= 0) for (const [name, list] of Object.entries(rates)) list.push(rate[name] ?? Number.NaN);
  }
  await Promise.all([jobwire, ...Object.values(others)].map((server) => server.stop()));
  const ratio = (name: string) => median((rates.jobwire ?? []).map((rate, at) => rate / (rates[name]?.[at] ?? 1)));
  for (const [name, list] of Object.entries(rates)) print(`no-op jobs, ${name}`, `${Math.round(median(list))}/s`);
  print('jobwire over HTTP / pg-boss as library', `${ratio('pg-boss').toFixed(2)}  (expected: at least 0.6)`);
  print('jobwire over HTTP / graphile-worker', ratio('graphile-worker').toFixed(2));
}

async function startLatency({ start }: Bench): Promise<void> {
  const begun = new Map<string, bigint>();
  const [api, worker] = [await start('api', 1), await start('worker', 20, (line) => note(begun, line))];
  await sleep(3000);
  const tookMs: number[] = [];
  for (let count = 0; count < starts; count += 1) {
    const sentAt = process.hrtime.bigint();
    const { body } = await create(api.port, 'stamp');
    tookMs.push(milliseconds((await seen(begun, body.id)) - sentAt));
    await sleep(20);
  }
  await Promise.all([api.stop(), worker.stop()]);
  print('create sent → handler of a worker begins', `${distribution(tookMs)}  (expected: p50 at most 20 ms)`);
}

async function cancelLatency({ start }: Bench): Promise<void> {
  const told = new Map<string, bigint>();
  const [api, worker] = [await start('api', 1), await start('worker', 20, (line) => note(told, line))];
  await sleep(3000);
  const tookMs: number[] = [];
  for (let count = 0; count < cancels; count += 1) {
    const { body } = await create(api.port, 'held');
    const path = `/v1/jobs/${body.id}`;
    for (let { status, version } = body; status === 'queued'; ) {
      const ifNoneMatch = `"${version}"`;
      const { body: job } = await call({ port: api.port, agent, method: 'GET', path, ifNoneMatch, prefer: 'wait=10' });
      if (job) ({ status, version } = job);
    }
    const { answeredAtNs } = await call({ port: api.port, agent, method: 'POST', path: `${path}/cancel` });
    tookMs.push(Math.max(milliseconds((await seen(told, body.id)) - answeredAtNs), 0));
  }
  await Promise.all([api.stop(), worker.stop()]);
  print('cancel answered → signal elsewhere', `${distribution(tookMs)}  (expected: p99 at most 100 ms)`);
}

async function moreWorkers({ start, database }: Bench): Promise<void> {
  const rates: number[] = [];
  for (const count of [1, 2, 4]) {
    const api = await start('api', 1);
    const jobs = waitsPerWorker * count;
    await Promise.all(
      Array.from({ length: connections }, async (_, caller) => {
        for (let made = caller; made < jobs; made += connections) await create(api.port, 'wait');
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
    rates.push(Number(rows[0]?.rate));
    await Promise.all([api, ...workers].map((server) => server.stop()));
  }
  const [one = 1, two = 0, four = 0] = rates;
  print('jobs of 50 ms, 1 → 2 → 4 workers', rates.map((rate) => `${Math.round(rate)}/s`).join(' → '));
  const expected = '(expected: at least 0.9 of linear)';
  print('2 and 4 workers / linear', `${(two / one / 2).toFixed(2)}, ${(four / one / 4).toFixed(2)}  ${expected}`);
}

async function rescue({ start }: Bench): Promise<void> {
  const begun = new Map<string, bigint>();
  const told = new Map<string, bigint>();
  const api = await start('api', 1);
  const killed = await start('worker', 20, (line) => note(begun, line));
  const { body } = await create(api.port, 'held');
  const path = `/v1/jobs/${body.id}`;
  const job = async () => (await call({ port: api.port, agent, method: 'GET', path })).body;
  while ((await job()).status !== 'running') await sleep(10);
  const other = await start('worker', 20, (line) => note(told, line));
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

function create(port: number, type: string) {
  return call({ port, agent, method: 'POST', path: '/v1/jobs', json: { type, input: {} } });
}

function noopRequest(port: number): string {
  const body = JSON.stringify({ type: 'noop', input: {} });
  const head = ['POST /v1/jobs HTTP/1.1', `Host: 127.0.0.1:${port}`, 'Authorization: Bearer bench'];
  return [...head, 'Content-Type: application/json', `Content-Length: ${body.length}`, '', body].join('\r\n');
}

async function noneOpen(database: pg.Client): Promise<void> {
  for (;;) {
    const { rows } = await database.query(`select from jobs where status in ('queued', 'running') limit 1`);
    if (rows.length === 0) return;
    await sleep(20);
  }
}

function note(seenAt: Map<string, bigint>, line: string): void {
  const { jobId, ns } = JSON.parse(line) as { jobId: string; ns: string };
  seenAt.set(jobId, BigInt(ns));
}

async function seen(seenAt: ReadonlyMap<string, bigint>, jobId: string): Promise<bigint> {
  for (;;) {
    const at = seenAt.get(jobId);
    if (at !== undefined) return at;
    await sleep(1);
  }
}

function milliseconds(ns: bigint): number {
  return Number(ns) / 1e6;
}
