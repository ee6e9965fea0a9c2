import { join, resolve } from 'node:path';
import { ForeignPageError, NotAFolderError, writeSite } from '@jobwire/docs';
import type { CommandContext } from '../command-context.ts';
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
  const { files, bytes } = await writeSite(out, { root }).catch((error: NodeJS.ErrnoException) => {
    if (error instanceof NotAFolderError || error instanceof ForeignPageError) throw new UsageError(error.message);
    if (error.syscall === undefined) throw error;
    throw new UsageError(`The site cannot be written to ${out}: ${error.message}. Name another folder with --out.`);
  });
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
