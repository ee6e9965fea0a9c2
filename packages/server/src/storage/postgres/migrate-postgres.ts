import { Kysely, PostgresAdapter, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { type Clock, systemClock } from '../../domain/clock.ts';
import { migrate, type SchemaSteps, schemaSteps } from '../migrate.ts';
import type { Tables } from '../tables.ts';
import { refuseForeignSteps } from './unusable-database-error.ts';

export interface MigratePostgresOptions {
  readonly url: string;
  readonly connectTimeoutMs: number;
  /** Told once when another process takes the steps, and takes its time. */
  readonly onWait?: (() => void) | undefined;
  readonly clock?: Pick<Clock, 'schedule'>;
}

/** How long the wait for another process is not worth a word. */
export const quietWaitMs = 3000;

/** What the process that takes the steps holds; an arbitrary number. */
export const stepsLock = 7_086_201_913;

/**
 * Kysely would lock the steps for as long as its connection lasts. A proxy that shares connections among transactions would
 * let others by, and keep the lock when its process is gone.
 */
class UnlockedAdapter extends PostgresAdapter {
  override async acquireMigrationLock(): Promise<void> {}
  override async releaseMigrationLock(): Promise<void> {}
}

/** PostgreSQL whose steps {@link migratePostgres} locks. */
class UnlockedPostgresDialect extends PostgresDialect {
  override createAdapter(): PostgresAdapter {
    return new UnlockedAdapter();
  }
}

/**
 * Takes the steps in one transaction, while other processes that start wait for its end. It has a connection of its own,
 * since neither a step nor the wait for another process may be given up because it takes long. It gives what it found.
 */
export async function migratePostgres(options: MigratePostgresOptions): Promise<SchemaSteps> {
  const { url, connectTimeoutMs, onWait = () => {}, clock = systemClock } = options;
  const pool = new pg.Pool({
    connectionString: url,
    max: 1,
    connectionTimeoutMillis: connectTimeoutMs,
    keepAlive: true,
    application_name: 'jobwire migration',
  });
  pool.on('error', () => {});
  // Of one that is in use the statement tells; unheard, its error would end the process.
  pool.on('connect', (client) => client.on('error', () => {}));
  const database = new Kysely<Tables>({ dialect: new UnlockedPostgresDialect({ pool }) });
  try {
    return await database.transaction().execute(async (transaction) => {
      // Whatever the user, the database or whoever had the connection before has set.
      await sql`set local statement_timeout = 0`.execute(transaction);
      await sql`set local lock_timeout = 0`.execute(transaction);
      await sql`set local idle_in_transaction_session_timeout = 0`.execute(transaction);
      const cancelWord = clock.schedule(quietWaitMs, onWait);
      try {
        await sql`select pg_advisory_xact_lock(${sql.lit(stepsLock)})`.execute(transaction);
      } finally {
        cancelWord();
      }
      refuseForeignSteps(await schemaSteps(transaction));
      return await migrate(transaction);
    });
  } finally {
    await database.destroy();
  }
}
