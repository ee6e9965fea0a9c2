import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { docExamplesProgram } from './client/doc-examples-program.ts';
import { compileFaults } from './compile-faults.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));

test('every TypeScript block of the packages’ READMEs and every example in the client’s doc comments compiles', async () => {
  const blocks = new Map<string, string>();
  for (const name of await readdir(join(root, 'packages'))) {
    const readme = await readFile(join(root, 'packages', name, 'README.md'), 'utf8');
    for (const [index, [, text = '']] of Array.from(readme.matchAll(/^```ts\n(.*?)^```$/gms)).entries()) {
      // In the root, where all packages can be imported by name.
      blocks.set(join(root, `${name}-readme-${index}.ts`), `${text}\nexport {};\n`);
    }
  }
  blocks.set(join(root, 'doc-examples.ts'), (await docExamplesProgram()).program);
  expect(blocks.size).toBeGreaterThan(5);
  expect(compileFaults(blocks)).toEqual([]);
});

test('the blocks of the mock’s README print what they say', async () => {
  const readme = await readFile(join(root, 'packages/mock/README.md'), 'utf8');
  const blocks = Array.from(readme.matchAll(/^```ts\n(.*?)^```$/gms), ([, text = '']) => text);
  expect(blocks).toHaveLength(2);
  for (const text of blocks) {
    const { stdout } = await run(process.execPath, ['--input-type=module-typescript', '--eval', text], { cwd: root });
    expect(stdout.trim()).toBe(/console\.log\(.*\/\/ (.*)$/m.exec(text)?.[1]);
  }
});
