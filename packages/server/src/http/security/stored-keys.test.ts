import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { runningServer, testKeys } from '../../test/running-server.ts';

test('no file of the database holds a key that was used, nor one that was refused (S5)', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'jobwire-keys-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const { send, create } = await runningServer({ data: folder });
  const headers = { 'Idempotency-Key': 'the-order-of-today' };
  const input = { items: 1, item_ms: 0 };
  for (const key of Object.values(testKeys)) {
    await send('POST', '/v1/jobs', { key, headers, json: { type: 'demo.batch', input } });
  }
  await send('GET', '/v1/jobs', { key: 'sk_mistyped_by_somebody' });
  await create({ type: 'demo.batch', input, name: 'found-by-this-scan' });

  // While the server runs, so that the write-ahead log is there too.
  const files = await readdir(folder);
  const bytes = Buffer.concat(await Promise.all(files.map((file) => readFile(join(folder, file)))));

  expect(files.sort()).toEqual(expect.arrayContaining(['jobs.db', 'jobs.db-wal']));
  expect(bytes.includes('found-by-this-scan')).toBe(true);
  for (const key of [...Object.values(testKeys), 'sk_mistyped_by_somebody']) expect(bytes.includes(key)).toBe(false);
});
