import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { compileFaults } from './compile-faults.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

test('every TypeScript block of the packages’ READMEs compiles', { timeout: 120_000 }, async () => {
  const blocks = new Map<string, string>();
  for (const name of await readdir(join(root, 'packages'))) {
    const readme = await readFile(join(root, 'packages', name, 'README.md'), 'utf8');
    for (const [index, [, text = '']] of Array.from(readme.matchAll(/^```ts\n(.*?)^```$/gms)).entries()) {
      // In the root, where all packages can be imported by name.
      blocks.set(join(root, `${name}-readme-${index}.ts`), `${text}\nexport {};\n`);
    }
  }
  expect(blocks.size).toBeGreaterThan(5);
  expect(compileFaults(blocks)).toEqual([]);
});
