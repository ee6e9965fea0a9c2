import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ForeignPageError } from './foreign-page-error.ts';
import { generator } from './layout/generator.ts';
import { NotAFolderError } from './not-a-folder-error.ts';
import { type SiteOptions, siteFiles } from './site-files.ts';

/** What was written. */
export interface WrittenSite {
  /** The paths of the files, the start page first. */
  readonly files: readonly string[];
  /** The size of all of them together. */
  readonly bytes: number;
}

/**
 * Writes the site for any static host, or to be opened from the disk. Creates the folder, but none above it, and replaces what an
 * earlier call wrote; other files in it stay.
 *
 * @throws {NotAFolderError} when a file is where the folder, or one above it, has to be.
 * @throws {NodeJS.ErrnoException} when the folder cannot be created, since there is none above it or that takes no other.
 * @throws {ForeignPageError} when a page of somebody else has the name of one of the site.
 */
export async function writeSite(folder: string, options: SiteOptions = {}): Promise<WrittenSite> {
  const files = Array.from(await siteFiles(options), ([name, { text }]) => ({ path: join(folder, name), text }));
  await refuseForeignPages(files.map(({ path }) => path));
  await createFolder(folder);
  await Promise.all(files.map(({ path, text }) => writeFile(path, text)));
  const bytes = files.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
  return { files: files.map(({ path }) => path), bytes };
}

async function refuseForeignPages(paths: readonly string[]): Promise<void> {
  for (const path of paths.filter((path) => path.endsWith('.html'))) {
    const present = await readFile(path, 'utf8').catch(() => null);
    if (present !== null && !present.includes(`<meta name="generator" content="${generator}">`)) {
      throw new ForeignPageError(path);
    }
  }
}

async function createFolder(folder: string): Promise<void> {
  await mkdir(folder).catch(async (error: NodeJS.ErrnoException) => {
    const isThere = error.code === 'EEXIST' && (await stat(folder).catch(() => null))?.isDirectory();
    if (isThere) return;
    if (error.code === 'EEXIST' || error.code === 'ENOTDIR') throw new NotAFolderError(folder);
    throw error;
  });
}
