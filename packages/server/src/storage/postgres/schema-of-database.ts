import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { type SchemaSteps, schemaSteps } from '../migrate.ts';
import type { Tables } from '../tables.ts';
import { connectionUrl } from './connection-url.ts';
import { migratePostgres } from './migrate-postgres.ts';
import { inWordsOfRights } from './missing-right.ts';
import { refuseForeignSteps, refuseUnusable } from './unusable-database-error.ts';

export interface SchemaOptions {
  /** `postgres://user:password@host:port/database`. */
  readonly databaseUrl: string;
  /** Told once when another process takes the steps, and takes its time. */
  readonly onWait?: () => void;
}

const connectTimeoutMs = 5000;

/**
 * Takes the steps of the schema that a PostgreSQL lacks, as a server does that starts on it, and under the same lock: all
 * of them, or none. It gives what was missing.
 *
 * @throws UnusableDatabaseError when it is not one to keep jobs in, or the user of the URL may not take them.
 * @throws the system's or the server's error when it cannot be reached or used.
 */
export function migrateDatabase({ databaseUrl, onWait }: SchemaOptions): Promise<SchemaSteps> {
  return onDatabase(databaseUrl, (_, url) => migratePostgres({ url, connectTimeoutMs, onWait }));
}

/**
 * What {@link migrateDatabase} would find. It writes nothing and waits for nobody: steps that another process is taking
 * are missing until the last of them is taken.
 *
 * @throws as {@link migrateDatabase} does.
 */
export function missingSteps({ databaseUrl }: Pick<SchemaOptions, 'databaseUrl'>): Promise<SchemaSteps> {
  return onDatabase(databaseUrl, async (pool) => {
    const found = await schemaSteps(new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }));
    refuseForeignSteps(found);
    return found;
  });
}

async function onDatabase(
  databaseUrl: string,
  find: (pool: pg.Pool, url: string) => Promise<SchemaSteps>,
): Promise<SchemaSteps> {
  const url = connectionUrl(databaseUrl);
  const pool = new pg.Pool({
    connectionString: url,
    max: 1,
    connectionTimeoutMillis: connectTimeoutMs,
    application_name: 'jobwire migration',
  });
  pool.on('error', () => {});
  try {
    await refuseUnusable(pool);
    return await find(pool, url);
  } catch (error) {
    throw await inWordsOfRights(error, pool);
  } finally {
    await pool.end();
  }
}
