import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { generatedFiles } from './generated-files.ts';

const root = new URL('../../', import.meta.url);

test('the generated files in the repository are those that the contract and the settings give', async () => {
  const files = await generatedFiles(fileURLToPath(new URL('openapi/openapi.yaml', root)));
  const stale: string[] = [];
  for (const [path, text] of files) {
    const committed = await readFile(new URL(path, root), 'utf8').catch(() => undefined);
    if (committed !== text) stale.push(path);
  }
  expect(stale, 'These files are not what the contract and the settings give now. Run: pnpm generate').toEqual([]);
});
