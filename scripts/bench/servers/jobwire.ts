// The reference server as it ships, with the key `bench`, on the data folder it is given, or on one of its own. It prints
// on SIGUSR2 how many milliseconds it has spent on the processor.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiKeys, createJobServer, demoBatch } from '@jobwire/server';

const [given] = process.argv.slice(2);
const folder = given ?? mkdtempSync(join(tmpdir(), 'jobwire-bench-'));
const keys = new ApiKeys();
keys.add('bench', { organizationId: 'bench', access: 'write' });
const server = await createJobServer({ handlers: [demoBatch], keys, data: folder });
const port = await server.listen({ host: '127.0.0.1', port: 0 });
process.stdout.write(`${port}\n`);
process.on('SIGUSR2', () => {
  const { user, system } = process.cpuUsage();
  process.stdout.write(`${(user + system) / 1000}\n`);
});
process.once('SIGTERM', async () => {
  await server.close();
  if (given === undefined) rmSync(folder, { recursive: true });
});
