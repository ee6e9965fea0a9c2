import { type Clock, systemClock } from './domain/clock.ts';
import type { ConnectionListener } from './storage/postgres/connection-listener.ts';
import { SilentConnectionError } from './storage/postgres/listening-connection.ts';
import { openSharedDatabase, type SharedDatabase } from './storage/postgres/open-shared-database.ts';
import type { CommitListener, SqlDatabase } from './storage/sql-database.ts';
import { openSqliteDatabase } from './storage/sqlite/open-sqlite-database.ts';
import type { DatabaseLog } from './telemetry/database-log.ts';
import { watchedDataFolder } from './watched-data-folder.ts';

export interface ServerStorageOptions {
  /** The data folder, or `:memory:`: one process keeps its jobs there. */
  readonly data?: string;
  /** A PostgreSQL instead, on which any number of processes work: `postgres://user:password@host:port/database`. */
  readonly databaseUrl?: string;
  /** How many connections this process opens at most, besides the one that listens. 10 unless said otherwise. */
  readonly databaseConnections?: number;
  /**
   * Whether connections keep prepared statements. They do unless said otherwise; a proxy that shares connections among
   * transactions may not support it.
   */
  readonly preparedStatements?: boolean;
}

export interface ServerStorage {
  readonly database: SqlDatabase;
  /** The one clock of all processes that work on the database. */
  readonly clock: Clock;
  /** What processes that work on it together have besides; null where one process has it alone. */
  readonly shared: Pick<SharedDatabase, 'words' | 'connections'> | null;
  /** From here on the log is told when the database does not take what it is asked. One that is shared tells from the start. */
  watch(): void;
  /** To be told of whatever was written for sure: by that a data folder is known to take writes again. */
  written(): void;
}

interface Surroundings {
  readonly clock: Clock | undefined;
  readonly onCommit: CommitListener;
  readonly connectionListener: ConnectionListener | undefined;
  readonly log: DatabaseLog;
}

/**
 * @throws DataFolderInUseError when another process has the data folder.
 * @throws TypeError when it is not said where to keep jobs, or said twice.
 */
export async function openServerStorage(
  { data, databaseUrl, databaseConnections, preparedStatements }: ServerStorageOptions,
  { clock, onCommit, connectionListener, log }: Surroundings,
): Promise<ServerStorage> {
  if ((data === undefined) === (databaseUrl === undefined)) {
    throw new TypeError('Jobs are kept either in a data folder or in a database: give one of data and databaseUrl.');
  }
  if (databaseUrl === undefined) {
    const folder = watchedDataFolder(await openSqliteDatabase(data ?? '', onCommit), log);
    return { ...folder, clock: clock ?? systemClock, shared: null };
  }
  const database = await openSharedDatabase({
    url: databaseUrl,
    ...(databaseConnections === undefined ? {} : { connections: databaseConnections }),
    ...(preparedStatements === undefined ? {} : { prepares: preparedStatements }),
    onCommit,
    ...(connectionListener === undefined ? {} : { connectionListener }),
    onIdleLost: log.idleLost,
    onMigrationWait: log.waitsForTables,
    onUnprepared: log.unprepared,
    availability: log,
    onWordsChange: (areHeard, error) => log.wordsChange(areHeard, error, error instanceof SilentConnectionError),
  });
  return { database, clock: clock ?? database.clock, shared: database, watch() {}, written() {} };
}
