import { type Clock, systemClock } from './domain/clock.ts';
import type { Logger } from './domain/logger.ts';
import { openSharedDatabase } from './storage/postgres/open-shared-database.ts';
import type { PostgresWords } from './storage/postgres/postgres-words.ts';
import type { CommitListener, SqlDatabase } from './storage/sql-database.ts';
import { openSqliteDatabase } from './storage/sqlite/open-sqlite-database.ts';

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
  /** What they say to each other; null where one process has the database alone. */
  readonly words: PostgresWords | null;
}

interface Surroundings {
  readonly clock: Clock | undefined;
  readonly onCommit: CommitListener;
  readonly onError: (error: unknown) => void;
  readonly logger: Logger;
}

/**
 * @throws DataFolderInUseError when another process has the data folder.
 * @throws TypeError when it is not said where to keep jobs, or said twice.
 */
export async function openServerStorage(
  { data, databaseUrl, databaseConnections, preparedStatements }: ServerStorageOptions,
  { clock, onCommit, onError, logger }: Surroundings,
): Promise<ServerStorage> {
  if ((data === undefined) === (databaseUrl === undefined)) {
    throw new TypeError('Jobs are kept either in a data folder or in a database: give one of data and databaseUrl.');
  }
  if (databaseUrl === undefined) {
    const database = await openSqliteDatabase(data ?? '', onCommit);
    return { database, clock: clock ?? systemClock, words: null };
  }
  const database = await openSharedDatabase({
    url: databaseUrl,
    ...(databaseConnections === undefined ? {} : { connections: databaseConnections }),
    ...(preparedStatements === undefined ? {} : { prepares: preparedStatements }),
    onCommit,
    onError,
    onMigrationWait: () => logger.info({}, waitsForTables),
    onUnprepared: () => logger.warn({}, nothingIsPrepared),
    onWordsChange(areHeard, error) {
      if (areHeard) logger.info({}, wordsAreBack);
      else logger.warn({ reason: error instanceof Error ? error.message : String(error) }, wordsAreGone);
    },
  });
  return { database, clock: clock ?? database.clock, words: database.words };
}

const waitsForTables = 'Another process brings the tables of the database up to date. This one waits for it.';

const nothingIsPrepared =
  'Prepared statements get lost between this process and the database, as behind a proxy that shares connections among ' +
  'transactions. From now on nothing is prepared. Start with --prepared-statements off (preparedStatements: false) at once.';

const wordsAreBack = 'Other processes are heard again.';

const wordsAreGone =
  'Other processes are not heard: a cancel made there reaches a job here at its next checkpoint or lease renewal, and ' +
  'held requests see changes within a second. A proxy that shares connections among transactions causes it for good.';
