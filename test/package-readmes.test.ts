import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

test('every TypeScript block of the packages’ READMEs compiles', async () => {
  const blocks = new Map<string, string>();
  for (const name of await readdir(join(root, 'packages'))) {
    const readme = await readFile(join(root, 'packages', name, 'README.md'), 'utf8');
    for (const [index, [, text = '']] of Array.from(readme.matchAll(/^```ts\n(.*?)^```$/gms)).entries()) {
      // In the root, where all packages can be imported by name.
      blocks.set(join(root, `${name}-readme-${index}.ts`), `${text}\nexport {};\n`);
    }
  }
  expect(blocks.size).toBeGreaterThan(5);
  expect(faultsOf(blocks)).toEqual([]);
});

function faultsOf(files: ReadonlyMap<string, string>): string[] {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile: read, getSourceFile } = host;
  host.fileExists = (file) => files.has(file) || fileExists(file);
  host.readFile = (file) => files.get(file) ?? read(file);
  host.getSourceFile = (file, version, ...rest) => {
    const text = files.get(file);
    return text === undefined ? getSourceFile(file, version, ...rest) : ts.createSourceFile(file, text, version);
  };
  const program = ts.createProgram([...files.keys()], { ...options, noUnusedLocals: false }, host);
  return ts
    .getPreEmitDiagnostics(program)
    .filter(({ file }) => file !== undefined && files.has(file.fileName))
    .map(({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
}
