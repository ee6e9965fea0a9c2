// The reference server with a job type that does nothing. With `one-commit-per-write` no two writes share a commit.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiKeys, createJobServer, defineJob } from '@jobwire/server';
import { GroupCommit } from '../../../packages/server/src/storage/sqlite/group-commit.ts';

if (process.argv.includes('one-commit-per-write')) {
  const { write } = GroupCommit.prototype;
  let last: Promise<unknown> = Promise.resolve();
  GroupCommit.prototype.write = function <Value>(run: () => Promise<Value>): Promise<Value> {
    const committed = last.then(() => write.call(this, run) as Promise<Value>);
    last = committed.catch(() => {});
    return committed;
  };
}

const folder = mkdtempSync(join(tmpdir(), 'jobwire-bench-'));
const keys = new ApiKeys();
keys.add('bench', { organizationId: 'bench', access: 'write' });
const noop = defineJob({ type: 'noop', description: 'Does nothing.', input: {}, run: async () => {} });
const server = await createJobServer({ handlers: [noop], keys, data: folder, concurrency: 64 });
const port = await server.listen({ host: '127.0.0.1', port: 0 });
process.stdout.write(`${port}\n`);
process.once('SIGTERM', async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});
