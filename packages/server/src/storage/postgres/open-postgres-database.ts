import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { Availability, type AvailabilityListener } from '../availability.ts';
import type { CommitListener } from '../sql-database.ts';
import type { Tables } from '../tables.ts';
import type { ConnectionListener } from './connection-listener.ts';
import { connectionUrl } from './connection-url.ts';
import { migratePostgres } from './migrate-postgres.ts';
import { inWordsOfRights } from './missing-right.ts';
import { PostgresDatabase } from './postgres-database.ts';
import { StatementNames } from './statement-names.ts';
import { refuseUnusable } from './unusable-database-error.ts';

export interface PostgresOptions {
  /** `postgres://user:password@host:port/database`. */
  readonly url: string;
  /** How many connections at most. 10 unless said otherwise. */
  readonly connections?: number;
  /** Whether connections keep prepared statements. They do unless said otherwise. */
  readonly prepares?: boolean;
  /** Told once when connections lose what was prepared on them, so that nothing is prepared any more. */
  readonly onUnprepared?: () => void;
  /** How long to wait for a connection, before a request had better be told to come back. 5,000 unless said otherwise. */
  readonly connectTimeoutMs?: number;
  /** A statement that takes longer waits for a network that is not there. 10,000 unless said otherwise. */
  readonly statementTimeoutMs?: number;
  /** Told of connections that are lost while nobody uses them; others are made when they are wanted. */
  readonly onIdleLost?: (error: unknown) => void;
  readonly onCommit?: CommitListener;
  readonly connectionListener?: ConnectionListener;
  readonly availability?: AvailabilityListener;
  /** Told once when another process brings the tables up to date, and takes its time. */
  readonly onMigrationWait?: () => void;
}

/** How long a transaction may wait for the next statement of its process. */
const longestPauseMs = 5000;

const int8 = 20;

/** Instants and sizes are far within what a double holds exactly. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text') =>
    oid === int8 ? Number : pg.types.getTypeParser(oid, format)) as pg.CustomTypesConfig['getTypeParser'],
};

/**
 * Connects to a database, and brings its tables up to date if no other process has.
 *
 * @throws UnusableDatabaseError when it is not one to keep jobs in.
 * @throws the system's or the server's error when it cannot be reached or used.
 */
export async function openPostgresDatabase(options: PostgresOptions): Promise<PostgresDatabase> {
  const { connections = 10, prepares = true, connectTimeoutMs = 5000, statementTimeoutMs = 10_000 } = options;
  const url = connectionUrl(options.url);
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: connectTimeoutMs,
    query_timeout: statementTimeoutMs,
    keepAlive: true,
    pipeline: true,
    application_name: 'jobwire',
    types,
  } as pg.PoolConfig);
  const { onIdleLost = () => {}, onMigrationWait } = options;
  pool.on('error', onIdleLost);
  // Of one that is in use the statements tell; unheard, its error would end the process.
  pool.on('connect', (client) => {
    client.on('error', () => {});
    // A process that stands still in a transaction keeps everybody who wants the same rows waiting.
    client.query(`set idle_in_transaction_session_timeout = ${longestPauseMs}`).catch(() => {});
  });
  const builder = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  try {
    await refuseUnusable(pool);
    await migratePostgres({ url, connectTimeoutMs, onWait: onMigrationWait }).catch(async (error) => {
      throw await inWordsOfRights(error, pool);
    });
  } catch (error) {
    await pool.end();
    throw error;
  }
  return new PostgresDatabase(builder, pool, {
    names: prepares ? new StatementNames(options.onUnprepared) : null,
    availability: new Availability(options.availability ?? { away: () => {}, back: () => {} }),
    onCommit: options.onCommit,
    connectionListener: options.connectionListener,
  });
}
