// The reference server with a job type that waits for its signal. It prints when each handler was told to stop, and
// when it stopped, on the clock that all processes of a machine share; and on SIGUSR2 how its event loop is.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiKeys, createJobServer, defineJob } from '@jobwire/server';

const print = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);

const held = defineJob({
  type: 'held',
  description: 'Waits until it is told to stop.',
  input: {},
  async run({ jobId, signal }) {
    const toldAt = await new Promise<bigint>((resolve) => {
      signal.addEventListener('abort', () => resolve(process.hrtime.bigint()), { once: true });
    });
    print({ jobId, toldAtNs: String(toldAt), stoppedAtNs: String(process.hrtime.bigint()) });
  },
});
const timed = defineJob<{ ms: number }>({
  type: 'timed',
  description: 'Takes a while.',
  input: { type: 'object', properties: { ms: { type: 'integer' } }, required: ['ms'] },
  run: ({ input }) => sleep(input.ms),
});

const folder = mkdtempSync(join(tmpdir(), 'jobwire-bench-'));
const keys = new ApiKeys();
keys.add('bench', { organizationId: 'bench', access: 'write' });
const server = await createJobServer({
  handlers: [held, timed],
  keys,
  data: folder,
  concurrency: 64,
  waitersPerOrganization: 10_000,
});
const port = await server.listen({ host: '127.0.0.1', port: 0 });
process.stdout.write(`${port}\n`);

const delay = monitorEventLoopDelay({ resolution: 1 });
process.on('SIGUSR2', () => {
  delay.disable();
  print({
    // The histogram counts its own resolution of 1 ms as delay.
    loopDelayP99Ms: Math.max(delay.percentile(99) / 1e6 - 1, 0),
    loopDelayMaxMs: Math.max(delay.max / 1e6 - 1, 0),
    memoryMb: process.memoryUsage().rss / 2 ** 20,
  });
  delay.reset();
  delay.enable();
});
delay.enable();
process.once('SIGTERM', async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});
