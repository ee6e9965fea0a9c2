import { type Kysely, sql } from 'kysely';
import type { Tables } from './tables.ts';
import { isPostgres } from './text-column.ts';

/**
 * Whether a column holds one of several values, which are one parameter: so that however many there are it is one statement,
 * which connections keep prepared.
 */
export function isOneOf(builder: Kysely<Tables>, column: string, values: readonly string[]) {
  const ref = sql.ref(column);
  if (isPostgres(builder)) return sql<boolean>`${ref} = any(${values})`;
  return sql<boolean>`${ref} in (select value from json_each(${JSON.stringify(values)}))`;
}
