import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { siteFiles } from './site-files.ts';

const run = promisify(execFile);
const sources = fileURLToPath(new URL('.', import.meta.url));
const script = fileURLToPath(new URL('../scripts/build-assets.ts', import.meta.url));
const contract = fileURLToPath(new URL('../../contract', import.meta.url));

const sizes = `
const { siteFiles } = await import(process.argv[1]);
console.log(JSON.stringify(Array.from(await siteFiles(), ([name, { text }]) => [name, text.length])));
`;

test('a package with its assets makes the same site where nothing but the contract is installed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'jobwire-docs-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await cp(sources, folder, { recursive: true, filter: (path) => !path.endsWith('.test.ts') });
  await mkdir(join(folder, 'node_modules/@jobwire'), { recursive: true });
  await symlink(contract, join(folder, 'node_modules/@jobwire/contract'));
  await run(process.execPath, [script, folder]);

  const args = ['--input-type=module', '--eval', sizes, join(folder, 'index.ts')];
  const { stdout } = await run(process.execPath, args, { cwd: folder });
  expect(JSON.parse(stdout)).toEqual(Array.from(await siteFiles(), ([name, { text }]) => [name, text.length]));
});
