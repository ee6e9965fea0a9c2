import { type Kysely, type SelectQueryBuilder, sql } from 'kysely';
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

/** Whether the id of a row is in none of `ids`, which are JSON text, so that a statement with them is prepared once. */
export function isNoneOf(builder: Kysely<Tables>, ids: string) {
  if (isPostgres(builder)) return sql<boolean>`id <> all(array(select json_array_elements_text(${ids}::json)))`;
  return sql<boolean>`id not in (select value from json_each(${ids}))`;
}

/**
 * Whether a row is one of those whose ids are selected, which are selected once: as a list to compare with PostgreSQL may
 * select them anew for each row, and a selection that locks gives others each time, more of them in all than its limit.
 */
export function isSelected(builder: Kysely<Tables>, ids: SelectQueryBuilder<Tables, 'jobs', { id: string }>) {
  return isPostgres(builder) ? sql<boolean>`id = any(array(${ids}))` : sql<boolean>`id in (${ids})`;
}
