import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { makeFolder } from './make-folder.ts';

/** The file that the jobs are in, inside the data folder. */
const databaseFile = 'jobs.db';

/** Says who has the folder, for the message that another process prints. */
const holderFile = 'holder.json';

/** Another process works in the data folder. */
export class DataFolderInUseError extends Error {
  override readonly name = 'DataFolderInUseError';

  constructor(folder: string, holder: string) {
    super(`The data folder ${folder} is in use by ${holder}. Stop that process, or choose another folder.`);
  }
}

/**
 * Opens the database in its folder, and keeps every other process out for as long as it is open. The lock is SQLite's
 * exclusive one, which the operating system ends with its holder however that dies: there is no stale lock, and a reused
 * process id cannot be taken for the holder. Having the file alone also spares every read the locking system calls,
 * which cost more than the read itself.
 *
 * @throws DataFolderInUseError
 */
export function openDataFolder(folder: string): DatabaseSync {
  makeFolder(folder, 0o700);
  const file = join(folder, databaseFile);
  const database = new DatabaseSync(file);
  try {
    chmodSync(file, 0o600);
    // FULL: what was answered survives a power loss, not only a killed process. Temporary files would be written outside of
    // the folder, and as often as the file itself: every write of a group keeps there what it would take back.
    database.exec(`
      pragma locking_mode = exclusive;
      pragma journal_mode = wal;
      pragma synchronous = full;
      pragma temp_store = memory;
      begin exclusive;
      commit;
    `);
  } catch (error) {
    database.close();
    if (!/locked|busy/i.test((error as Error).message)) throw error;
    throw new DataFolderInUseError(folder, describeHolder(folder));
  }
  const holder = { pid: process.pid, host: hostname(), since: new Date().toISOString() };
  writeFileSync(join(folder, holderFile), `${JSON.stringify(holder)}\n`, { mode: 0o600 });
  return database;
}

function describeHolder(folder: string): string {
  try {
    const { pid, host, since } = JSON.parse(readFileSync(join(folder, holderFile), 'utf8'));
    return `process ${pid} on ${host}, since ${since}`;
  } catch {
    return 'another process';
  }
}
