import { readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Another process works in the data folder. */
export class DataFolderInUseError extends Error {
  override readonly name = 'DataFolderInUseError';

  constructor(folder: string, holder: string) {
    super(`The data folder ${folder} is in use by ${holder}. Stop that process, or choose another folder with --data.`);
  }
}

/**
 * Keeps a second process out of the data folder for as long as this one lives. The lock is the operating system's, on
 * a file of its own, so it ends with its holder however that dies, and a reused process id cannot be taken for it.
 *
 * @throws DataFolderInUseError
 */
export function lockFolder(folder: string): { release(): void } {
  const holderFile = join(folder, 'holder.json');
  const lock = new DatabaseSync(join(folder, 'lock.db'));
  try {
    lock.exec('pragma busy_timeout = 0; begin exclusive');
  } catch (error) {
    lock.close();
    if (!/locked|busy/i.test((error as Error).message)) throw error;
    throw new DataFolderInUseError(folder, describeHolder(holderFile));
  }
  const holder = { pid: process.pid, host: hostname(), since: new Date().toISOString() };
  writeFileSync(holderFile, `${JSON.stringify(holder)}\n`, { mode: 0o600 });
  return { release: () => lock.close() };
}

function describeHolder(file: string): string {
  try {
    const { pid, host, since } = JSON.parse(readFileSync(file, 'utf8'));
    return `process ${pid} on ${host}, since ${since}`;
  } catch {
    return 'another process';
  }
}
