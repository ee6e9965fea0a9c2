import { type Kysely, PostgresAdapter, PostgresDialect, sql } from 'kysely';
import { migrate } from '../migrate.ts';
import type { Tables } from '../tables.ts';

/** What the process that takes the steps holds; an arbitrary number. */
const stepsLock = 7_086_201_913;

/**
 * Kysely would lock the steps for as long as its connection lasts. A proxy that shares connections among transactions would
 * let others by, and keep the lock when its process is gone.
 */
class UnlockedAdapter extends PostgresAdapter {
  override async acquireMigrationLock(): Promise<void> {}
  override async releaseMigrationLock(): Promise<void> {}
}

/** PostgreSQL whose steps {@link migratePostgres} locks. */
export class UnlockedPostgresDialect extends PostgresDialect {
  override createAdapter(): PostgresAdapter {
    return new UnlockedAdapter();
  }
}

/** Takes the steps in one transaction, while other processes that start wait for its end. */
export async function migratePostgres(database: Kysely<Tables>): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(${sql.lit(stepsLock)})`.execute(transaction);
    await migrate(transaction);
  });
}
