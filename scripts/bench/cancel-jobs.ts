import { distribution } from './distribution.ts';
import { type OneConnection, oneConnection } from './one-connection.ts';
import { pinLoad, pinning, type ServerProcess, startServer } from './server-process.ts';

/** How many jobs one call cancels. */
export const jobs = 50_000;
const creators = 50;
const rounds = 3;
/** Later than the benchmark, so that all of them are queued. */
const scheduledFor = new Date(Date.now() + 86_400_000).toISOString();
const other = { type: 'demo.batch', input: { items: 1, item_ms: 0 }, scheduled_for: scheduledFor };

/** One call that cancels many queued jobs, while others read and create. */
export async function benchCancelJobs(): Promise<void> {
  let heard: (line: string) => void = () => {};
  const server = await startServer('jobwire', [], (line) => heard(line));
  const processorMs = () =>
    processorOf(server, (listener) => {
      heard = listener;
    });
  pinLoad();
  process.stdout.write(`Cancel ${jobs} queued jobs in one call, ${rounds} rounds over HTTP, ${pinning}\n`);
  const connections = Array.from({ length: creators }, () => oneConnection(server.port));
  for (let round = 1; round <= rounds; round += 1) {
    await createJobs(connections, `customer-${round}`);
    await cancelAll(connections, `customer-${round}`, processorMs);
  }
  for (const connection of connections) connection.close();
  await server.stop();
}

/** How long the server has been on the processor, which other work of the machine does not change. */
export function processorOf(server: ServerProcess, hear: (listener: (line: string) => void) => void): Promise<number> {
  return new Promise<number>((resolve) => {
    hear((line) => resolve(Number(line)));
    server.signal('SIGUSR2');
  });
}

async function createJobs(connections: readonly OneConnection[], customer: string): Promise<void> {
  const job = { ...other, metadata: { customer } };
  let created = 0;
  const started = performance.now();
  await Promise.all(
    connections.map(async (connection) => {
      while (created < jobs) {
        created += 1;
        const { status, body } = await connection.send('POST', '/v1/jobs', job);
        if (status !== 201) throw new Error(`a job was not created: ${status} ${JSON.stringify(body)}`);
        if (created % 1000 === 0) process.stderr.write(`\r  creating ${jobs} jobs: ${(100 * created) / jobs} % `);
      }
    }),
  );
  process.stderr.write('\r\u001b[K');
  process.stdout.write(`  created them in ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
}

/** One call that cancels the queued jobs of a customer, on the first of three connections, while the others are at work. */
export async function cancelAll(
  connections: readonly OneConnection[],
  customer: string,
  processorMs: () => Promise<number>,
): Promise<void> {
  const [canceller, reader, creator] = connections as [OneConnection, OneConnection, OneConnection];
  const { id } = (await creator.send('POST', '/v1/jobs', other)).body;
  const processorBefore = await processorMs();
  let cancelling = true;
  const others = Promise.all([
    timesWhile(() => cancelling, reader, 'GET', `/v1/jobs/${id}`),
    timesWhile(() => cancelling, creator, 'POST', '/v1/jobs', other),
  ]);
  const answer = await canceller.send('POST', '/v1/jobs/cancel', { filter: { metadata: { customer } } });
  cancelling = false;
  const processor = ((await processorMs()) - processorBefore) / 1000;
  const [reads, creates] = await others;
  process.stdout.write(
    `  ${customer}: ${answer.status}, ${JSON.stringify(answer.body.counts)}\n` +
      `    the call ${(answer.durationMs / 1000).toFixed(2)} s, in which the server was ${processor.toFixed(2)} s on the processor  (expected: under 2)\n` +
      `    getJob meanwhile    ${distribution(reads)}\n` +
      `    createJob meanwhile ${distribution(creates)}  (expected: p99 under 250 ms)\n`,
  );
}

async function timesWhile(
  goOn: () => boolean,
  connection: OneConnection,
  method: 'GET' | 'POST',
  path: string,
  json?: unknown,
): Promise<number[]> {
  const durations: number[] = [];
  while (goOn()) durations.push((await connection.send(method, path, json)).durationMs);
  return durations;
}
