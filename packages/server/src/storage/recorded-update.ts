import { isTerminal } from '@jobwire/contract/lifecycle';
import { type CompiledQuery, type Kysely, type RawBuilder, sql, type UpdateQueryBuilder } from 'kysely';
import type { Transition } from '../domain/transition.ts';
import { columnOf, noMetadataJson } from './job-rows.ts';
import type { JobEventRow, JobRow, Tables } from './tables.ts';

/**
 * An update of jobs by a transition that also stores their events and how their metadata ended: one statement, in which no
 * row leaves the database only to come back with its event. PostgreSQL has such statements, SQLite has not.
 */
export function recordedUpdate(
  builder: Kysely<Tables>,
  update: UpdateQueryBuilder<Tables, 'jobs', 'jobs', JobRow>,
  transition: Transition,
): CompiledQuery<JobRow> {
  const event = eventOfMoved(transition);
  const parts = [
    sql`moved as (${update})`,
    sql`recorded as (insert into job_events (${sql.join(Object.keys(event).map((column) => sql.ref(column)))})
      select ${sql.join(Object.values(event))} from moved)`,
  ];
  // As an array, so that its jobs are looked up one by one however many PostgreSQL expects.
  const withMetadata = sql`array(select id from moved where metadata_json <> ${sql.lit(noMetadataJson)})`;
  if (isTerminal(transition.to)) {
    parts.push(sql`ended as (update job_metadata set ended_as = ${transition.to} where job_id = any(${withMetadata}))`);
  }
  return sql<JobRow>`with ${sql.join(parts)} select * from moved`.compile(builder);
}

/** The same event as the domain's `eventOf`, said of each row that was moved. */
function eventOfMoved({ event, at, from, to, reason }: Transition): Record<keyof JobEventRow, RawBuilder<unknown>> {
  const text = (value: string | null) => sql`${value}::text`;
  return {
    job_id: sql.ref('id'),
    sequence: sql.ref('version'),
    type: text(event),
    at: sql`${at}::bigint`,
    from_status: text(from),
    to_status: text(to),
    attempt: sql.ref('attempt'),
    reason: reason === null || typeof reason === 'string' ? text(reason) : sql.ref(columnOf[reason.member]),
  };
}
