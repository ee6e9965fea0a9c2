import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely, SqliteDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import { migrations } from '../migrations.ts';
import type { SqlDatabase, SqlSession } from '../sql-database.ts';
import type { Tables } from '../tables.ts';
import { lockFolder } from './folder-lock.ts';
import { GroupCommit } from './group-commit.ts';
import { kyselyConnection } from './kysely-connection.ts';
import { SqliteConnection } from './sqlite-connection.ts';

/** The file that the jobs are in, inside the data folder. */
const databaseFile = 'jobs.db';

/**
 * Opens the embedded database in a folder of its own, made if it is missing and locked while it is open, or in memory
 * for `':memory:'`, where everything is gone when it is closed.
 *
 * @throws DataFolderInUseError when another process has the folder, and the system's error when it cannot be used.
 */
export async function openSqliteDatabase(folder: string): Promise<SqlDatabase> {
  return folder === ':memory:' ? openInMemory() : openFolder(folder);
}

async function openFolder(folder: string): Promise<SqlDatabase> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = lockFolder(folder);
  try {
    const file = join(folder, databaseFile);
    const writing = new DatabaseSync(file, { timeout: 5000 });
    chmodSync(file, 0o600);
    // FULL: what was answered survives a power loss, not only a killed process.
    writing.exec('pragma journal_mode = wal; pragma synchronous = full');
    const builder = await migrated(writing);
    // A connection of its own, so that a read never sees what a group has written and not yet committed.
    const reading = new DatabaseSync(file, { readOnly: true, timeout: 5000 });
    const commits = new GroupCommit(writing);
    const writer = new SqliteConnection(writing);
    return {
      builder,
      reader: new SqliteConnection(reading),
      write: (work) => commits.write(() => work(writer)),
      async close() {
        await commits.drain();
        reading.close();
        writing.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function openInMemory(): Promise<SqlDatabase> {
  const database = new DatabaseSync(':memory:');
  const builder = await migrated(database);
  const commits = new GroupCommit(database);
  const connection = new SqliteConnection(database);
  // The only connection there can be: a read waits for the group under way instead of looking into it.
  const reader: SqlSession = {
    async run(query) {
      while (commits.underWay !== null) await commits.underWay;
      return connection.run(query);
    },
  };
  return {
    builder,
    reader,
    write: (work) => commits.write(() => work(connection)),
    async close() {
      await commits.drain();
      database.close();
    },
  };
}

async function migrated(database: DatabaseSync): Promise<Kysely<Tables>> {
  const kysely = new Kysely<Tables>({ dialect: new SqliteDialect({ database: kyselyConnection(database) }) });
  const migrator = new Migrator({ db: kysely, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
  return kysely;
}
