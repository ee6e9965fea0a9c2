import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { spread } from '../distribution.ts';
import { httpLoad } from '../http-load.ts';
import { type ServerProcess, startServer } from '../server-process.ts';
import { type PostgresBench, print } from './postgres-bench.ts';

const rounds = 3;
const roundMs = 2000;
const connections = 50;

/** No-op jobs created over HTTP and completed, beside other queues that are used as libraries on the same PostgreSQL. */
export async function benchNoopRates({ url, start, database }: PostgresBench): Promise<void> {
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
  for (const [name, list] of Object.entries(rates)) print(`no-op jobs, ${name}`, `${spread(list, 0)} a second`);
  const ratios = (name: string) => (rates.jobwire ?? []).map((rate, at) => rate / (rates[name]?.[at] ?? 1));
  print('jobwire over HTTP / pg-boss as library', `${spread(ratios('pg-boss'), 2)}  (expected: at least 0.6)`);
  print('jobwire over HTTP / graphile-worker', spread(ratios('graphile-worker'), 2));
}

function noopRequest(port: number): string {
  const body = JSON.stringify({ type: 'noop', input: {} });
  const head = ['POST /v1/jobs HTTP/1.1', `Host: 127.0.0.1:${port}`, 'Authorization: Bearer bench'];
  return [...head, 'Content-Type: application/json', `Content-Length: ${body.length}`, '', body].join('\r\n');
}

/** Resolves when no job is queued or running any more. */
export async function noneOpen(database: pg.Client): Promise<void> {
  for (;;) {
    const { rows } = await database.query(`select from jobs where status in ('queued', 'running') limit 1`);
    if (rows.length === 0) return;
    await sleep(20);
  }
}
