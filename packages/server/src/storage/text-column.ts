import { type Kysely, PostgresAdapter, sql } from 'kysely';

/**
 * The type of a column of text, which every dialect has to order by its bytes: lists and turns go on behind the last one
 * seen, and two servers must not disagree about what that is. PostgreSQL orders by the database's language otherwise.
 */
export function textColumn(database: Kysely<unknown>) {
  return isPostgres(database) ? sql`text collate "C"` : 'text';
}

/** Where the dialects say the same in different words. */
export function isPostgres(database: Pick<Kysely<unknown>, 'getExecutor'>): boolean {
  return database.getExecutor().adapter instanceof PostgresAdapter;
}
