// Puts Redoc beside the built code, so that the published package does not depend on it:
//   node packages/docs/scripts/copy-redoc.ts packages/docs/dist
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { installedRedoc, redocFiles } from '../src/read-redoc.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: node packages/docs/scripts/copy-redoc.ts <folder of the built code>');

await mkdir(join(folder, 'redoc'), { recursive: true });
for (const file of redocFiles) {
  await copyFile(new URL(file, installedRedoc()), join(folder, 'redoc', file.replace('bundles/', '')));
}
