import { httpLoad } from './http-load.ts';
import { median } from './median.ts';
import { pinLoad, pinning, startServer } from './server-process.ts';

const rounds = 5;
const roundMs = 2000;
const connections = 50;

const body = JSON.stringify({ type: 'noop', input: {} });

/**
 * Jobs that do nothing, created over HTTP and completed, beside a bare app that answers the same POSTs and stores
 * nothing, and beside the same server with a commit for each write. A round ends when its last job has.
 */
export async function benchNoopJobs(): Promise<void> {
  process.stdout.write(
    `No-op jobs, synchronous=FULL: ${connections} connections, ${rounds} rounds of ${roundMs} ms in turn, ${pinning}\n`,
  );
  const jobwire = await startServer('noop-jobs');
  const single = await startServer('noop-jobs', ['one-commit-per-write']);
  const bare = await startServer('bare-create', [await createdJob(jobwire.port)]);
  pinLoad();
  const rates = { bare: [] as number[], single: [] as number[], jobwire: [] as number[] };
  const servers = { bare, single, jobwire };
  for (let round = -1; round < rounds; round += 1) {
    for (const name of ['bare', 'single', 'jobwire'] as const) {
      const { port } = servers[name];
      const rate = await completedPerSecond(port, name !== 'bare');
      // The first round only warms the servers up.
      if (round >= 0) rates[name].push(rate);
    }
  }
  await Promise.all([bare.stop(), single.stop(), jobwire.stop()]);
  const ratios = (base: 'bare' | 'single') =>
    median(rates.jobwire.map((rate, round) => rate / (rates[base][round] ?? 1)));
  print('bare Express', rates.bare);
  print('one commit per write', rates.single);
  print('jobwire', rates.jobwire);
  process.stdout.write(`  jobwire / bare Express          ${ratios('bare').toFixed(3)}  (expected: at least 0.12)\n`);
  process.stdout.write(`  jobwire / one commit per write  ${ratios('single').toFixed(2)}  (expected: at least 3)\n`);
}

async function completedPerSecond(port: number, complete: boolean): Promise<number> {
  const request = [
    'POST /v1/jobs HTTP/1.1',
    `Host: 127.0.0.1:${port}`,
    'Authorization: Bearer bench',
    'Content-Type: application/json',
    `Content-Length: ${body.length}`,
    '',
    body,
  ].join('\r\n');
  const started = performance.now();
  const perSecond = await httpLoad({ port, request, connections, durationMs: roundMs, status: 201 });
  const created = (perSecond * (performance.now() - started)) / 1000;
  if (complete) await noneOpen(port);
  return (created * 1000) / (performance.now() - started);
}

async function noneOpen(port: number): Promise<void> {
  const query = 'status=queued&status=running&limit=1';
  for (;;) {
    const page = await fetch(`http://127.0.0.1:${port}/v1/jobs?${query}`, {
      headers: { Authorization: 'Bearer bench' },
    });
    const { data } = (await page.json()) as { data: unknown[] };
    if (data.length === 0) return;
  }
}

async function createdJob(port: number): Promise<string> {
  const created = await fetch(`http://127.0.0.1:${port}/v1/jobs`, {
    method: 'POST',
    headers: { Authorization: 'Bearer bench', 'Content-Type': 'application/json' },
    body,
  });
  return created.text();
}

function print(name: string, rates: readonly number[]): void {
  const figures = `${Math.round(median(rates))}/s  (${Math.round(Math.min(...rates))} to ${Math.round(Math.max(...rates))})`;
  process.stdout.write(`  ${name.padEnd(21)} ${figures}\n`);
}
