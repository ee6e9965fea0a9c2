import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { faultyServer } from '../faults/faulty-server.ts';
import { residentBytes } from '../faults/resident-bytes.ts';
import { soakSeconds } from '../faults/thorough.ts';

const churnMs = (soakSeconds ?? 60) * 1000 * 0.15;

test('jobs that come, end and are deleted all the while leave folder and memory as large as they were (F41)', {
  timeout: churnMs + 60_000,
}, async () => {
  const { server, data, create, ended, send, entries } = faultyServer();
  // So little that what is kept in memory shows, and what only waits to be collected does not: V8 grows to what it may have
  // before it collects, and returns none of it. The heap in use stays at 30 MB.
  const { pid } = await server.start({ nodeOptions: ['--max-old-space-size=50'] });
  const sizes: { folder: number; memory: number }[] = [];
  const began = performance.now();
  let jobs = 0;
  while (performance.now() - began < churnMs) {
    const made = await Promise.all(
      Array.from({ length: 20 }, () => create({ note: 'x'.repeat(20_000) }, { type: 'fault.brief' })),
    );
    for (const { id } of made) {
      await ended(id);
      expect((await send('DELETE', `/v1/jobs/${id}`)).status).toBe(204);
    }
    jobs += made.length;
    // The history of so many jobs is not what is tried here.
    entries.length = 0;
    sizes.push({ folder: folderBytes(data), memory: residentBytes(pid) });
  }
  const tenth = Math.ceil(sizes.length / 10);
  const largest = (given: typeof sizes, what: 'folder' | 'memory') => Math.max(...given.map((size) => size[what]));
  const early = sizes.slice(tenth, 3 * tenth);
  const late = sizes.slice(-2 * tenth);
  const figures = {
    jobs,
    folder: [largest(early, 'folder'), largest(late, 'folder')],
    memory: [largest(early, 'memory'), largest(late, 'memory')],
  };
  console.log(figures);
  // The log is written over from its beginning when it has been carried over, and deleted rows leave room for new ones.
  expect(largest(late, 'folder')).toBeLessThan(largest(early, 'folder') + 4e6);
  expect(largest(late, 'memory')).toBeLessThan(largest(early, 'memory') + 50e6);
});

function folderBytes(folder: string): number {
  return readdirSync(folder).reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
}
