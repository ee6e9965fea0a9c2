// One process on a PostgreSQL that it shares: `shared-process <database-url> <role> <concurrency>`. It prints when handlers
// begin and when they are told to stop, on the clock that all processes of a machine share; and on SIGUSR2 how many
// milliseconds it has spent on the processor.
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiKeys, createJobServer, defineJob, demoBatch, type ServerRole } from '@jobwire/server';

const [databaseUrl = '', role = 'all', concurrency = '64'] = process.argv.slice(2);
const print = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
const anything = { input: {} };

const noop = defineJob({ type: 'noop', description: 'Does nothing.', ...anything, run: async () => {} });
const wait = defineJob({ type: 'wait', description: 'Takes 50 ms.', ...anything, run: () => sleep(50) });
const stamp = defineJob({
  type: 'stamp',
  description: 'Says when it began.',
  ...anything,
  run: async ({ jobId }) => void print({ jobId, ns: String(process.hrtime.bigint()) }),
});
const held = defineJob({
  type: 'held',
  description: 'Waits until it is told to stop, and says when it was.',
  ...anything,
  async run({ jobId, signal }) {
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
    print({ jobId, ns: String(process.hrtime.bigint()) });
  },
});

const keys = new ApiKeys();
keys.add('bench', { organizationId: 'bench', access: 'write' });
const server = await createJobServer({
  handlers: [noop, wait, stamp, held, demoBatch],
  keys,
  databaseUrl,
  role: role as ServerRole,
  concurrency: Number(concurrency),
  leaseMs: 10_000,
  openJobsPerOrganization: null,
});
const port = await server.listen({ host: '127.0.0.1', port: 0 });
process.stdout.write(`${port}\n`);
process.on('SIGUSR2', () => {
  const { user, system } = process.cpuUsage();
  process.stdout.write(`${(user + system) / 1000}\n`);
});
process.once('SIGTERM', () => void server.close().then(() => process.exit(0)));
