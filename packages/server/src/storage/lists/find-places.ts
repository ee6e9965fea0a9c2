import type { JobQuery, ListPosition } from '../../domain/job-store.ts';
import type { SqlSession } from '../sql-database.ts';
import type { JobPlaceRow, ListQueries } from './list-queries.ts';
import { listRangeOf } from './list-range.ts';
import type { Pair, Walk } from './walk.ts';

/** A page of places, and where the list goes on behind them; null at its end. */
export interface PlacePage {
  readonly places: readonly JobPlaceRow[];
  readonly next: ListPosition | null;
}

/**
 * How many entries of an index one page may look at where no index answers its whole filter. A few at first, since most
 * such filters find their page at once.
 */
const entriesPerRound = [256, 1024, 2048] as const;

/** The walk of a filter with at most one metadata pair; its index answers the whole filter. */
export function wholeWalk(query: JobQuery): Walk | null {
  return query.filter.metadata.length > 1 ? null : walkOf(query, query.filter.metadata[0] ?? null);
}

/** The places of a page. Fewer than asked for, or none, when more would have taken too long: then `next` is set. */
export async function findPlaces(session: SqlSession, queries: ListQueries, query: JobQuery): Promise<PlacePage> {
  const walk = wholeWalk(query);
  if (walk === null) return intersect(session, queries, query);
  return pageOf(await session.run(queries.places(walk, query.limit + 1)), query.limit);
}

/** The page of rows of which one more was read than it may hold. */
export function pageOf<Row extends JobPlaceRow>(rows: readonly Row[], limit: number) {
  const places = rows.slice(0, limit);
  const last = places.at(-1);
  return { places, next: rows.length > limit && last !== undefined ? positionOf(last) : null };
}

/**
 * Jobs that carry several pairs. No index holds every combination, so one pair is walked and the others are looked up
 * for each of its jobs. Which one is decided anew in each round: the one that comes furthest in so many entries, since
 * that one is the rarest hereabouts.
 */
async function intersect(session: SqlSession, queries: ListQueries, query: JobQuery): Promise<PlacePage> {
  const places: JobPlaceRow[] = [];
  let after = query.after;
  for (const entries of entriesPerRound) {
    const { pair, reach } = await rarest(session, queries, { ...query, after }, entries);
    const others = query.filter.metadata.filter((other) => other !== pair);
    const missing = query.limit + 1 - places.length;
    places.push(...(await session.run(queries.matches(walkOf({ ...query, after }, pair), others, entries, missing))));
    if (places.length > query.limit) return pageOf(places, query.limit);
    if (reach === null) return { places, next: null };
    after = reach;
  }
  return { places, next: after };
}

async function rarest(
  session: SqlSession,
  queries: ListQueries,
  query: JobQuery,
  entries: number,
): Promise<{ readonly pair: Pair; readonly reach: ListPosition | null }> {
  let best: { readonly pair: Pair; readonly reach: ListPosition } | undefined;
  for (const pair of query.filter.metadata) {
    const [last] = await session.run(queries.reach(walkOf(query, pair), entries));
    // It ends within so many entries, so that none can be rarer.
    if (last === undefined) return { pair, reach: null };
    const reach = positionOf(last);
    if (best === undefined || isFurther(reach, best.reach, query.order)) best = { pair, reach };
  }
  return best as NonNullable<typeof best>;
}

function isFurther(one: ListPosition, other: ListPosition, order: JobQuery['order']): boolean {
  const sign = order === 'asc' ? 1 : -1;
  if (one.createdAt !== other.createdAt) return (one.createdAt - other.createdAt) * sign > 0;
  return order === 'asc' ? one.id > other.id : one.id < other.id;
}

function walkOf(query: JobQuery, pair: Pair | null): Walk {
  const { organizationId, filter } = query;
  return { organizationId, statuses: filter.statuses, type: filter.type, pair, range: listRangeOf(query) };
}

function positionOf(row: JobPlaceRow): ListPosition {
  return { createdAt: row.created_at, id: row.id };
}
