import { httpLoad } from './http-load.ts';
import { median } from './median.ts';
import { pinLoad, pinning, startServer } from './server-process.ts';

const rounds = 7;
const roundMs = 1500;
const connections = 50;

/** GET of a job through the whole server, beside a bare app that answers the same bytes and the stock validator. */
export async function benchGetJob(): Promise<void> {
  process.stdout.write(
    `GET a job: ${connections} connections, ${rounds} rounds of ${roundMs} ms in turn, ${pinning}\n`,
  );
  const jobwire = await startServer('jobwire');
  const { path, body } = await completedJob(jobwire.port);
  const bare = await startServer('bare-express', [body]);
  const stock = await startServer('stock-validator', [body]);
  pinLoad();
  const servers = { bare, stock, jobwire };
  const rates = { bare: [] as number[], stock: [] as number[], jobwire: [] as number[] };
  for (let round = -1; round < rounds; round += 1) {
    for (const name of ['bare', 'stock', 'jobwire'] as const) {
      const { port } = servers[name];
      const request = `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: Bearer bench\r\nAccept: */*\r\n\r\n`;
      const rate = await httpLoad({ port, request, connections, durationMs: roundMs });
      // The first round only warms the servers up.
      if (round >= 0) rates[name].push(rate);
    }
  }
  await Promise.all([bare.stop(), stock.stop(), jobwire.stop()]);
  const ratios = (base: 'bare' | 'stock') =>
    median(rates.jobwire.map((rate, round) => rate / (rates[base][round] ?? 1)));
  print('bare Express', rates.bare);
  print('stock validator', rates.stock);
  print('jobwire', rates.jobwire);
  process.stdout.write(`  jobwire / bare Express     ${ratios('bare').toFixed(2)}  (expected: at least 0.5)\n`);
  process.stdout.write(`  jobwire / stock validator  ${ratios('stock').toFixed(2)}  (expected: at least 1.8)\n`);
}

async function completedJob(port: number): Promise<{ path: string; body: string }> {
  const url = `http://127.0.0.1:${port}`;
  const headers = { Authorization: 'Bearer bench', 'Content-Type': 'application/json' };
  const created = await fetch(`${url}/v1/jobs`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ type: 'demo.batch', input: { items: 1, item_ms: 0 } }),
  });
  const path = created.headers.get('Location') ?? '';
  for (;;) {
    const body = await (await fetch(url + path, { headers })).text();
    if (JSON.parse(body).terminal) return { path, body };
  }
}

function print(name: string, rates: readonly number[]): void {
  const figures = `${Math.round(median(rates))}/s  (${Math.round(Math.min(...rates))} to ${Math.round(Math.max(...rates))})`;
  process.stdout.write(`  ${name.padEnd(16)} ${figures}\n`);
}
