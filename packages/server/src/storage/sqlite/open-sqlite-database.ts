import { DatabaseSync } from 'node:sqlite';
import { Kysely, SqliteDialect } from 'kysely';
import { migrate } from '../migrate.ts';
import type { CommitListener, SqlDatabase, SqlSession, SqlTransaction } from '../sql-database.ts';
import type { Tables } from '../tables.ts';
import { openDataFolder } from './data-folder.ts';
import { GroupCommit } from './group-commit.ts';
import { kyselyConnection } from './kysely-connection.ts';
import { SqliteConnection } from './sqlite-connection.ts';

/**
 * Opens the embedded database in a folder of its own, made if it is missing and locked while it is open, or in memory
 * for `':memory:'`, where everything is gone when it is closed.
 *
 * @throws DataFolderInUseError when another process has the folder, and the system's error when it cannot be used.
 */
export async function openSqliteDatabase(folder: string, onCommit?: CommitListener): Promise<SqlDatabase> {
  const database = folder === ':memory:' ? new DatabaseSync(':memory:') : openDataFolder(folder);
  try {
    const builder = await migrated(database);
    const commits = new GroupCommit(database, onCommit);
    const connection = new SqliteConnection(database);
    // One connection for all: a read that comes while a group is written waits, instead of seeing what may not stay.
    const reader: SqlSession = {
      async run(query) {
        while (commits.underWay !== null) await commits.underWay;
        return connection.run(query);
      },
    };
    // Nobody else writes, so that nobody waits for a row.
    const transaction: SqlTransaction = {
      run: (query) => connection.run(query),
      last: (...changes) => Promise.all(changes.map(({ change }) => change())),
    };
    const write = <Value>(work: (transaction: SqlTransaction) => Promise<Value>) =>
      commits.write(() => work(transaction));
    return {
      builder,
      locksRows: false,
      largeWrites: { jobsEach: 250, atOnce: 1 },
      reader,
      write: (_, work) => write(work),
      writeAlone: write,
      async close() {
        await commits.drain();
        database.close();
      },
    };
  } catch (error) {
    database.close();
    throw error;
  }
}

async function migrated(database: DatabaseSync): Promise<Kysely<Tables>> {
  const kysely = new Kysely<Tables>({ dialect: new SqliteDialect({ database: kyselyConnection(database) }) });
  // Kysely runs the steps of SQLite bare, and a process that died between two statements would leave a schema behind that no
  // later start can go on from.
  database.exec('begin immediate');
  try {
    await migrate(kysely);
  } catch (error) {
    if (database.isTransaction) database.exec('rollback');
    throw error;
  }
  database.exec('commit');
  return kysely;
}
