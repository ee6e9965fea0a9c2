import { type CompiledQuery, type Kysely, sql } from 'kysely';
import type { JobEventRow, Tables } from '../tables.ts';
import { eventColumns } from './job-statements.ts';

/** Several events in one statement, of one text for however many: each column is one parameter. */
export function insertEvents(builder: Kysely<Tables>, events: readonly JobEventRow[]): CompiledQuery<never> {
  const arrays = eventColumns.map((column) => {
    const type = sql.raw(typeof events[0]?.[column] === 'number' ? 'bigint[]' : 'text[]');
    return sql`${events.map((event) => event[column])}::${type}`;
  });
  const columns = sql.join(eventColumns.map((column) => sql.ref(column)));
  return sql<never>`insert into job_events (${columns}) select * from unnest(${sql.join(arrays)})`.compile(builder);
}
