import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { spec as contract } from '@jobwire/contract/spec';
import { NotAFolderError } from './not-a-folder-error.ts';
import { type ReferenceOptions, referencePage } from './reference-page.ts';

/**
 * Writes the reference as a site for any static host: `index.html`, which needs nothing else, and `openapi.json` for tools.
 * Creates the folder and replaces what an earlier call wrote; other files in it stay. Gives the paths of the files written.
 *
 * @throws {NotAFolderError} when a file is where the folder, or one above it, has to be.
 */
export async function writeSite(folder: string, options: ReferenceOptions = {}): Promise<string[]> {
  const html = await referencePage(options);
  await createFolder(folder);
  const files = {
    'index.html': html,
    'openapi.json': `${JSON.stringify(options.spec ?? contract, null, 2)}\n`,
  };
  return Promise.all(
    Object.entries(files).map(async ([name, content]) => {
      const path = join(folder, name);
      await writeFile(path, content);
      return path;
    }),
  );
}

async function createFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST' || error.code === 'ENOTDIR') throw new NotAFolderError(folder);
    throw error;
  });
}
