import { createJobServer, DataFolderInUseError, type JobServer, type JobServerOptions } from '@jobwire/server';
import { cannotUseDatabase } from './cannot-use-database.ts';
import { UsageError } from './usage-error.ts';

/**
 * Starts the reference server on its data folder or its database.
 *
 * @throws {UsageError} when that cannot be used.
 */
export async function openJobServer(options: JobServerOptions): Promise<JobServer> {
  try {
    return await createJobServer(options);
  } catch (thrown) {
    if (thrown instanceof DataFolderInUseError) throw new UsageError(thrown.message);
    // The store says that it cannot answer, and its cause why.
    const error = thrown instanceof Error && thrown.name === 'StoreUnavailableError' ? thrown.cause : thrown;
    if (options.databaseUrl !== undefined) throw cannotUseDatabase(options.databaseUrl, error);
    if (!isAboutTheFolder(error)) throw thrown;
    throw new UsageError(
      `The data folder ${options.data} cannot be used: ${reasonOf(error)}. Choose another one with --data.`,
    );
  }
}

/** From the file system, from SQLite, or from Kysely, which refuses the database of a newer version. */
function isAboutTheFolder(error: unknown): error is NodeJS.ErrnoException {
  if (!(error instanceof Error)) return false;
  const { code, syscall } = error as NodeJS.ErrnoException;
  return syscall !== undefined || code === 'ERR_SQLITE_ERROR' || error.message.startsWith('corrupted migrations');
}

function reasonOf({ code, syscall, message }: NodeJS.ErrnoException): string {
  if (code === 'EEXIST' || code === 'ENOTDIR') return 'a file is in the way';
  if (code === 'EACCES' || code === 'EPERM') return 'the system does not allow it';
  if (code === 'ENOENT' && syscall === 'mkdir') return 'no folder can be made there';
  return message.replace(/\.$/, '');
}
