import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { loadHandlers } from './load-handlers.ts';
import { UsageError } from './usage-error.ts';

test('a handlers file that never ends loading is refused by its name when its time is over', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'jobwire-handlers-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'never.mjs');
  await writeFile(file, 'await new Promise(() => {});\nexport default {};\n');

  const loading = loadHandlers([{ file, source: '--handlers' }], [], 20);

  await expect(loading).rejects.toThrow(UsageError);
  await expect(loading).rejects.toThrow(
    `The handlers file ${file} cannot be loaded: it has not ended loading within 0.02 s.`,
  );
});
