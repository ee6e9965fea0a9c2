import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeCursor } from '../../packages/server/src/http/cursor.ts';
import { jobFilterOf } from '../../packages/server/src/http/job-filter.ts';
import { percentile } from './distribution.ts';
import { median } from './median.ts';
import { type OneConnection, oneConnection } from './one-connection.ts';
import { seededPlace, seedJobs } from './seed-jobs.ts';
import { pinLoad, pinning, startServer } from './server-process.ts';

type Filter = Parameters<typeof jobFilterOf>[0];

export const few = 10_000;
export const many = 1_000_000;
/** Each block has a 99th percentile of its own, and the middle one counts: a machine that stumbles spoils one block. */
const mostBlocks = 5;
const requestsPerBlock = 100;
const warmUps = 10;
const limit = 20;
/** A page that only the large database has; of the small one its middle stands for it. */
const deepPage = 5000;

const at = (number: number) => new Date(seededPlace(number).createdAt).toISOString();

/** Every shape that a filter can have, with what is hardest about it. `count` is how many jobs there are. */
const shapes: readonly (readonly [name: string, filter: (count: number) => Filter])[] = [
  ['everything', () => ({})],
  ['one status', () => ({ status: ['completed'] })],
  ['one rare status', () => ({ status: ['expired'] })],
  ['three statuses', () => ({ status: ['failed', 'cancelled', 'expired'] })],
  [
    'every status',
    () => ({ status: ['queued', 'running', 'cancelling', 'completed', 'failed', 'cancelled', 'expired'] }),
  ],
  ['type', () => ({ type: 'type.b' })],
  ['rare type', () => ({ type: 'type.rare' })],
  ['type + status', () => ({ type: 'type.a', status: ['cancelled'] })],
  ['type + status that match nothing', () => ({ type: 'type.b', status: ['failed'] })],
  ['type + rare status', () => ({ type: 'type.a', status: ['expired'] })],
  ['type + three statuses', () => ({ type: 'type.a', status: ['failed', 'cancelled', 'expired'] })],
  ['created between', (count) => ({ created_after: at(count / 10), created_before: at(count - count / 10) })],
  [
    'three statuses + created between',
    (count) => ({
      status: ['failed', 'cancelled', 'expired'],
      created_after: at(count / 10),
      created_before: at(count - count / 10),
    }),
  ],
  ['pair', () => ({ metadata: { customer: 'acme' } })],
  ['rare pair', () => ({ metadata: { batch: 'batch-500' } })],
  ['pair + status', () => ({ metadata: { customer: 'acme' }, status: ['failed'] })],
  ['pair + status that match nothing', () => ({ metadata: { team: 'red' }, status: ['failed'] })],
  ['pair + open status', () => ({ metadata: { customer: 'globex' }, status: ['queued'] })],
  ['pair + running (none is)', () => ({ metadata: { customer: 'acme' }, status: ['running'] })],
  ['pair + type', () => ({ metadata: { customer: 'acme' }, type: 'type.b' })],
  ['pair + rare type', () => ({ metadata: { customer: 'acme' }, type: 'type.rare' })],
  ['pair + type + status', () => ({ metadata: { team: 'blue' }, type: 'type.a', status: ['failed', 'expired'] })],
  ['two pairs', () => ({ metadata: { customer: 'acme', team: 'blue' } })],
  ['two pairs that hardly any job has both', () => ({ metadata: { customer: 'acme', team: 'red' } })],
  ['two pairs, one rare', () => ({ metadata: { customer: 'acme', batch: 'batch-500' } })],
  [
    'two pairs + type + status',
    () => ({
      metadata: { customer: 'acme', team: 'red' },
      type: 'type.a',
      status: ['completed'],
    }),
  ],
];

/** Pages of lists with ten thousand and with a million jobs, over HTTP on one connection, the two in turn. */
export async function benchListJobs(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'jobwire-bench-lists-'));
  try {
    const started = performance.now();
    const folders = new Map([few, many].map((count) => [count, join(folder, String(count))] as const));
    for (const [count, path] of folders) await seedJobs(path, count);
    const seconds = Math.round((performance.now() - started) / 1000);
    process.stdout.write(`List jobs: seeded in ${seconds} s, ${pinning}\n`);
    const servers = await Promise.all([few, many].map((count) => startServer('jobwire', [folders.get(count) ?? ''])));
    pinLoad();
    await compareLists(servers.map(({ port }) => port) as [number, number]);
    await Promise.all(servers.map((server) => server.stop()));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * The pages of every shape from a server with ten thousand jobs and from one with a million, by their ports. No block is
 * begun for a line that has taken `enoughMs` already.
 */
export async function compareLists(
  ports: readonly [number, number],
  enoughMs = Number.POSITIVE_INFINITY,
): Promise<void> {
  process.stdout.write(
    `  ${few} against ${many} jobs, up to ${mostBlocks} times ${requestsPerBlock} pages of ${limit} for each line, over HTTP on one connection\n`,
  );
  const connections = ports.map((port) => oneConnection(port)) as [OneConnection, OneConnection];
  process.stdout.write(
    `  ${''.padEnd(50)} p50 ms ${few / 1000}k  ${many / 1000}k    p99 ms ${few / 1000}k  ${many / 1000}k   p99 ratio  jobs on it\n`,
  );
  const ratios: number[] = [];
  for (const [name, filterFor] of shapes) {
    for (const order of ['desc', 'asc'] as const) {
      for (const page of ['first', 'deep'] as const) {
        ratios.push(await compare(`${name}, ${order}, ${page} page`, connections, [filterFor, order, page], enoughMs));
      }
    }
  }
  const worst = Math.max(...ratios);
  const within = ratios.filter((ratio) => ratio <= 2).length;
  process.stdout.write(
    `  worst p99 ratio ${worst.toFixed(2)}, median ${median(ratios).toFixed(2)}, ${within} of ${ratios.length} at most 2  (expected: at most 2)\n`,
  );
  for (const connection of connections) connection.close();
}

async function compare(
  name: string,
  connections: readonly [OneConnection, OneConnection],
  [filterFor, order, page]: readonly [(count: number) => Filter, 'asc' | 'desc', 'first' | 'deep'],
  enoughMs: number,
): Promise<number> {
  const paths = [few, many].map((count) => pathOf(filterFor(count), count, order, page));
  const shown: [number, number] = [0, 0];
  const p50: [number[], number[]] = [[], []];
  const p99: [number[], number[]] = [[], []];
  const until = performance.now() + enoughMs;
  const ratio = () => median(p99[1].map((many, block) => many / (p99[0][block] ?? 1)));
  // One block that says too much may have met a stumble: then the others are asked as well.
  const goesOn = () => performance.now() < until || ratio() > 2;
  for (let block = 0; block < mostBlocks && (block === 0 || goesOn()); block += 1) {
    const durations: [number[], number[]] = [[], []];
    for (let request = block === 0 ? -warmUps : 0; request < requestsPerBlock; request += 1) {
      for (const side of [0, 1] as const) {
        const { status, body, durationMs } = await connections[side].send('GET', paths[side] ?? '');
        if (status !== 200) throw new Error(`${name}: ${status} ${JSON.stringify(body)}`);
        shown[side] = body.data.length;
        if (request >= 0) durations[side].push(durationMs);
      }
    }
    for (const side of [0, 1] as const) {
      p50[side].push(percentile(durations[side], 0.5));
      p99[side].push(percentile(durations[side], 0.99));
    }
  }
  const figures = [...p50, ...p99].map((each) => median(each).toFixed(2).padStart(7));
  process.stdout.write(
    `  ${name.padEnd(52)} ${figures[0]} ${figures[1]}    ${figures[2]} ${figures[3]}   ${ratio().toFixed(2).padStart(6)}` +
      `   ${shown.join(' and ')}\n`,
  );
  return ratio();
}

function pathOf(filter: Filter, count: number, order: 'asc' | 'desc', page: 'first' | 'deep'): string {
  const query = new URLSearchParams({ order, limit: String(limit) });
  for (const status of filter.status ?? []) query.append('status', status);
  for (const [key, value] of Object.entries(filter.metadata ?? {})) query.append(`metadata[${key}]`, value);
  for (const name of ['type', 'created_after', 'created_before'] as const) {
    if (filter[name] !== undefined) query.set(name, filter[name]);
  }
  if (page === 'deep') {
    const skipped = Math.min(deepPage * limit, count / 2);
    const { createdAt, id } = seededPlace(order === 'asc' ? skipped : count - skipped);
    const list = ['jobs', 'bench', jobFilterOf(filter, () => ({ location: 'query', name: '' })), order];
    query.set('cursor', encodeCursor(list, [createdAt, id]));
  }
  return `/v1/jobs?${query}`;
}
