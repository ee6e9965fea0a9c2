import type { JobQuery, ListPosition } from '../../domain/job-store.ts';

/**
 * The stretch of a list that a query is about, in the direction in which it is read. Cursor and filter are brought
 * together into one bound on each side: of two bounds on one side SQLite seeks to one and then reads up to the other.
 */
export interface ListRange {
  readonly order: 'asc' | 'desc';
  /** Where the walk begins, exclusive: behind a job, or behind an instant. */
  readonly begin: ListPosition | number | null;
  /** The instant at which it ends, exclusive. */
  readonly end: number | null;
}

export function listRangeOf({ order, after, filter }: Pick<JobQuery, 'order' | 'after' | 'filter'>): ListRange {
  const { createdAfter, createdBefore } = filter;
  const [first, end] = order === 'asc' ? [createdAfter, createdBefore] : [createdBefore, createdAfter];
  if (after === null || first === null) return { order, begin: after ?? first, end };
  const isWithin = order === 'asc' ? after.createdAt > first : after.createdAt < first;
  return { order, begin: isWithin ? after : first, end };
}
