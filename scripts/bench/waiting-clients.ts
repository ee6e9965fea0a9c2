import { Agent } from 'node:http';
import { call } from './job-calls.ts';
import { pinLoad, pinning, startServer } from './server-process.ts';

const clients = 2000;
const jobMs = 400;

interface Condition {
  readonly loopDelayP99Ms: number;
  readonly loopDelayMaxMs: number;
  readonly memoryMb: number;
}

/** Many clients that each wait for a job of their own, which ends within the first wait of most and the second of some. */
export async function benchWaitingClients(): Promise<void> {
  process.stdout.write(`Waiting: ${clients} clients, each for a job of its own by Prefer: wait=60, ${pinning}\n`);
  const conditions: Condition[] = [];
  let heard: () => void = () => {};
  const server = await startServer('held-jobs', [], (line) => {
    conditions.push(JSON.parse(line) as Condition);
    heard();
  });
  pinLoad();
  const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
  const { port } = server;

  const ids: string[] = [];
  const creators = new Agent({ keepAlive: true });
  await Promise.all(
    Array.from({ length: 20 }, async () => {
      while (ids.length < clients) {
        const position = ids.push('') - 1;
        const json = { type: 'timed', input: { ms: jobMs } };
        const { body } = await call({ port, agent: creators, method: 'POST', path: '/v1/jobs', json });
        ids[position] = body.id;
      }
    }),
  );
  creators.destroy();
  await condition();
  const began = performance.now();
  const requests = await Promise.all(ids.map((id) => requestsUntilEnded(port, agent, id)));
  const seconds = (performance.now() - began) / 1000;
  const { loopDelayP99Ms, loopDelayMaxMs, memoryMb } = await condition();
  agent.destroy();
  await server.stop();
  const sum = requests.reduce((total, count) => total + count, 0);
  const delays = `p99 ${loopDelayP99Ms.toFixed(1)} ms, max ${loopDelayMaxMs.toFixed(1)} ms`;
  process.stdout.write(`  all ended after ${seconds.toFixed(1)} s\n`);
  process.stdout.write(`  event loop delay   ${delays}  (expected: p99 at most 50 ms)\n`);
  process.stdout.write(`  memory             ${memoryMb.toFixed(0)} MB  (expected: under 300 MB)\n`);
  process.stdout.write(
    `  requests per job   ${(sum / clients).toFixed(2)}, at most ${Math.max(...requests)}  (expected: at most 2)\n`,
  );

  /** What the server says of itself since it was last asked. */
  async function condition(): Promise<Condition> {
    const answered = new Promise<void>((resolve) => {
      heard = resolve;
    });
    server.signal('SIGUSR2');
    await answered;
    return conditions.at(-1) as Condition;
  }
}

async function requestsUntilEnded(port: number, agent: Agent, id: string): Promise<number> {
  for (let requests = 1; ; requests += 1) {
    const { body } = await call({ port, agent, method: 'GET', path: `/v1/jobs/${id}`, prefer: 'wait=60' });
    if (body.terminal) return requests;
  }
}
