import { NotAFolderError, writeSite } from '@jobwire/docs';
import type { CommandContext } from '../command-context.ts';
import { UsageError } from '../usage-error.ts';

export interface DocsOptions {
  readonly out: string;
}

/** `jobwire docs`: writes the reference as a static site. */
export async function docs({ out }: DocsOptions, context: CommandContext): Promise<number> {
  if (out === '') throw new UsageError('--out is empty. Name the folder to write the site to.');
  const files = await writeSite(out).catch((error: NodeJS.ErrnoException) => {
    if (error instanceof NotAFolderError) throw new UsageError(error.message);
    if (error.syscall === undefined) throw error;
    throw new UsageError(`The site cannot be written to ${out}: ${error.message}. Name another folder with --out.`);
  });
  context.print(
    ['Wrote the reference, which needs no other file and no network:', '', ...files.map((file) => `  ${file}`)].join(
      '\n',
    ),
  );
  return 0;
}
