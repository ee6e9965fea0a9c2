import { setTimeout as sleep } from 'node:timers/promises';
import { distribution } from '../distribution.ts';
import { call } from '../job-calls.ts';
import { agent, create, type PostgresBench, print } from './postgres-bench.ts';

const starts = 200;
const cancels = 300;
const unheardCancels = 20;
/** What `servers/shared-process.ts` says. */
const leaseMs = 10_000;

/** From the request that creates a job until the handler of a worker elsewhere begins. */
export async function benchStartLatency({ start }: PostgresBench): Promise<void> {
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

/** From the answer to a cancel until the handler of a worker elsewhere has its signal. */
export async function benchCancelLatency({ start }: PostgresBench): Promise<void> {
  const told = new Map<string, bigint>();
  const [api, worker] = [await start('api', 1), await start('worker', 20, (line) => note(told, line))];
  await sleep(3000);
  const tookMs: number[] = [];
  for (let count = 0; count < cancels; count += 1) {
    const path = await held(api.port);
    const { answeredAtNs } = await call({ port: api.port, agent, method: 'POST', path: `${path}/cancel` });
    tookMs.push(Math.max(milliseconds((await seen(told, idIn(path))) - answeredAtNs), 0));
  }
  await Promise.all([api.stop(), worker.stop()]);
  print('cancel answered → signal elsewhere', `${distribution(tookMs)}  (expected: p99 at most 100 ms)`);
}

/** The same while no process hears the others. */
export async function benchUnheardCancels({ start, database }: PostgresBench): Promise<void> {
  const told = new Map<string, bigint>();
  const [api, worker] = [await start('api', 1), await start('worker', unheardCancels, (line) => note(told, line))];
  const paths: string[] = [];
  for (let count = 0; count < unheardCancels; count += 1) paths.push(await held(api.port));
  let cuts = true;
  const cutting = (async () => {
    while (cuts) {
      await database.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'jobwire listener'`,
      );
      await sleep(10);
    }
  })();
  await sleep(1000);
  const tookMs = await Promise.all(
    paths.map(async (path) => {
      const { answeredAtNs } = await call({ port: api.port, agent, method: 'POST', path: `${path}/cancel` });
      return Math.max(milliseconds((await seen(told, idIn(path))) - answeredAtNs), 0);
    }),
  );
  cuts = false;
  await cutting;
  await Promise.all([api.stop(), worker.stop()]);
  const expected = `(expected: within one lease renewal, ${(leaseMs / 3000).toFixed(1)} s)`;
  print('the same with LISTEN cut', `${distribution(tookMs)}  ${expected}`);
}

/** A job that waits for its signal, once it runs, as its path. */
async function held(port: number): Promise<string> {
  const { body } = await create(port, 'held');
  const path = `/v1/jobs/${body.id}`;
  for (let { status, version } = body; status === 'queued'; ) {
    const ifNoneMatch = `"${version}"`;
    const { body: job } = await call({ port, agent, method: 'GET', path, ifNoneMatch, prefer: 'wait=10' });
    if (job) ({ status, version } = job);
  }
  return path;
}

function idIn(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
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
