// The reference server as it ships, on a data folder, with the key `bench`.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiKeys, createJobServer, demoBatch } from '@jobwire/server';

const folder = mkdtempSync(join(tmpdir(), 'jobwire-bench-'));
const keys = new ApiKeys();
keys.add('bench', { organizationId: 'bench', access: 'write' });
const server = await createJobServer({ handlers: [demoBatch], keys, data: folder });
const port = await server.listen({ host: '127.0.0.1', port: 0 });
process.stdout.write(`${port}\n`);
process.once('SIGTERM', async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});
