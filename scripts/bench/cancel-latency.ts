import { Agent } from 'node:http';
import { distribution } from './distribution.ts';
import { call } from './job-calls.ts';
import { pinLoad, pinning, startServer } from './server-process.ts';

const jobs = 1000;
const atTheSameTime = 4;

interface Stopped {
  readonly jobId: string;
  readonly toldAtNs: string;
  readonly stoppedAtNs: string;
}

/** How long after the answer to a cancel its handler is told, and how long after a handler stopped its waiter is. */
export async function benchCancelLatency(): Promise<void> {
  process.stdout.write(`Cancel: ${jobs} running jobs, ${atTheSameTime} at a time, ${pinning}\n`);
  const stopped = new Map<string, Stopped>();
  const server = await startServer('held-jobs', [], (line) => {
    const seen = JSON.parse(line) as Stopped;
    stopped.set(seen.jobId, seen);
  });
  pinLoad();
  const agent = new Agent({ keepAlive: true });
  const toldMs: number[] = [];
  const answeredMs: number[] = [];

  async function one(): Promise<void> {
    const job = await running();
    const path = `/v1/jobs/${job}`;
    const waiting = call({ port: server.port, agent, method: 'GET', path, prefer: 'wait=30' });
    // So that the wait stands before the cancel comes.
    await call({ port: server.port, agent, method: 'GET', path });
    const cancel = await call({ port: server.port, agent, method: 'POST', path: `${path}/cancel` });
    const { answeredAtNs, body } = await waiting;
    if (body.status !== 'cancelled') throw new Error(`job ${job} is ${body.status}`);
    const seen = stopped.get(job);
    if (seen === undefined) throw new Error(`the handler of job ${job} said nothing`);
    // A handler that was told before the answer arrived was told in time.
    toldMs.push(Math.max(milliseconds(BigInt(seen.toldAtNs) - cancel.answeredAtNs), 0));
    answeredMs.push(milliseconds(answeredAtNs - BigInt(seen.stoppedAtNs)));
  }

  async function running(): Promise<string> {
    const created = await call({
      port: server.port,
      agent,
      method: 'POST',
      path: '/v1/jobs',
      json: { type: 'held', input: {} },
    });
    const path = `/v1/jobs/${created.body.id}`;
    let { body: job } = created;
    // Wakes at each version, so that the server is not kept busy with looking.
    while (job.status === 'queued') {
      const ifNoneMatch = `"${job.version}"`;
      const { body } = await call({ port: server.port, agent, method: 'GET', path, ifNoneMatch, prefer: 'wait=10' });
      job = body ?? job;
    }
    return job.id;
  }

  let begun = 0;
  await Promise.all(
    Array.from({ length: atTheSameTime }, async () => {
      while (begun < jobs) {
        begun += 1;
        await one();
      }
    }),
  );
  agent.destroy();
  await server.stop();
  process.stdout.write(
    `  cancel answered → signal of the handler   ${distribution(toldMs)}  (expected: p99 at most 10 ms)\n`,
  );
  process.stdout.write(
    `  handler stopped → waiting client answered ${distribution(answeredMs)}  (expected: p99 at most 20 ms)\n`,
  );
}

function milliseconds(ns: bigint): number {
  return Number(ns) / 1e6;
}
