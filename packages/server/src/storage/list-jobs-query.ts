import { type Compilable, type Kysely, type SelectQueryBuilder, sql } from 'kysely';
import type { JobFilter, JobQuery, ListPosition } from '../domain/job-store.ts';
import type { JobRow, Tables } from './tables.ts';

/** What a page of places needs of a job. */
export type JobPlaceRow = Pick<JobRow, 'id' | 'created_at' | 'status'>;

/**
 * A page of jobs by keyset `(created_at, id)`: as quick on page 5,000 as on the first, and stable while jobs are
 * inserted.
 */
export function listJobsQuery(builder: Kysely<Tables>, query: JobQuery): Compilable<JobRow> {
  const { select, inOrder } = matchingJobs(builder, query.organizationId, query.filter);
  return inOrder(select.selectAll('jobs'), query.order, query.after).limit(query.limit);
}

/** The same page with only where the jobs are. */
export function listPlacesQuery(builder: Kysely<Tables>, query: JobQuery): Compilable<JobPlaceRow> {
  const { select, inOrder } = matchingJobs(builder, query.organizationId, query.filter);
  const places = select.select(['jobs.id', 'jobs.created_at', 'jobs.status']);
  return inOrder(places, query.order, query.after).limit(query.limit);
}

type Selection<Row> = SelectQueryBuilder<Tables, 'jobs', Row>;

/** The jobs of an organization that match. A metadata pair is looked up in its own index, which has the same order. */
function matchingJobs(builder: Kysely<Tables>, organizationId: string, filter: JobFilter) {
  const [firstPair, ...otherPairs] = filter.metadata;
  let select: Selection<object> = builder.selectFrom('jobs').where('jobs.organization_id', '=', organizationId);
  if (firstPair !== undefined) {
    select = select
      .innerJoin('job_metadata as pair', 'pair.job_id', 'jobs.id')
      .where('pair.organization_id', '=', organizationId)
      .where('pair.key', '=', firstPair[0])
      .where('pair.value', '=', firstPair[1]) as typeof select;
  }
  for (const [key, value] of otherPairs) {
    select = select.where((where) =>
      where.exists(
        where
          .selectFrom('job_metadata as other')
          .select('other.job_id')
          .whereRef('other.job_id', '=', 'jobs.id')
          .where('other.key', '=', key)
          .where('other.value', '=', value),
      ),
    );
  }
  if (filter.statuses !== null) select = select.where('jobs.status', 'in', filter.statuses);
  if (filter.type !== null) select = select.where('jobs.type', '=', filter.type);

  const createdAt = sql.ref<number>(firstPair === undefined ? 'jobs.created_at' : 'pair.created_at');
  const id = sql.ref<string>(firstPair === undefined ? 'jobs.id' : 'pair.job_id');
  if (filter.createdAfter !== null) select = select.where(createdAt, '>', filter.createdAfter);
  if (filter.createdBefore !== null) select = select.where(createdAt, '<', filter.createdBefore);

  function inOrder<Row>(selected: Selection<Row>, order: 'asc' | 'desc', after: ListPosition | null): Selection<Row> {
    const ordered = selected.orderBy(createdAt, order).orderBy(id, order);
    if (after === null) return ordered;
    const comparison = sql.raw(order === 'desc' ? '<' : '>');
    return ordered.where(sql<boolean>`(${createdAt}, ${id}) ${comparison} (${after.createdAt}, ${after.id})`);
  }
  return { select, inOrder };
}
