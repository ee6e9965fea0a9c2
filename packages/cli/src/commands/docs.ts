import { dirname, join, resolve } from 'node:path';
import { ForeignPageError, NotAFolderError, type WrittenSite, writeSite } from '@jobwire/docs';
import { makeFolder } from '@jobwire/server/make-folder';
import type { CommandContext } from '../command-context.ts';
import { reasonOf } from '../reason-of.ts';
import { UsageError } from '../usage-error.ts';

export interface DocsOptions {
  readonly out: string;
  /** The path of the site on its host. */
  readonly root: string;
}

/** `jobwire docs`: writes the reference and the guides as a static site. */
export async function docs({ out, root }: DocsOptions, context: CommandContext): Promise<number> {
  if (out === '') throw new UsageError('--out is empty. Name the folder to write the site to.');
  if (!/^\/((?!\.+\/)[\w.~-]+\/)*$/.test(root)) {
    throw new UsageError(
      `--root takes a path that begins and ends with a slash, such as /docs/; it cannot be "${root}".`,
    );
  }
  const { files, bytes } = await writeTo(out, root);
  const size = (bytes / 1e6).toFixed(1);
  context.print(
    [
      `Wrote ${files.length} files (${size} MB) to ${resolve(out)}. They need no network and no other file; begin with`,
      '',
      `  ${join(out, 'index.html')}`,
    ].join('\n'),
  );
  return 0;
}

/** @throws UsageError when the folder cannot be made or written to. */
async function writeTo(out: string, root: string): Promise<WrittenSite> {
  try {
    makeFolder(dirname(resolve(out)));
    return await writeSite(out, { root });
  } catch (error) {
    if (error instanceof NotAFolderError || error instanceof ForeignPageError) throw new UsageError(error.message);
    const { syscall, code } = error as NodeJS.ErrnoException;
    if (syscall === undefined) throw error;
    if (code === 'EEXIST' || code === 'ENOTDIR') throw new UsageError(new NotAFolderError(out).message);
    throw new UsageError(`The site cannot be written to ${out}: ${reasonOf(error)}. Name another folder with --out.`);
  }
}
