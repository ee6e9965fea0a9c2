import { isTerminal, jobStatuses } from '@jobwire/contract/lifecycle';
import type { JobFilter, JobQuery, ListPosition } from '../../domain/job-store.ts';
import type { SqlSession } from '../sql-database.ts';
import type { JobPlaceRow, ListQueries, Rest } from './list-queries.ts';
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

/** The walk that answers the whole filter; null when there is none. */
export function wholeWalk(query: JobQuery): Walk | null {
  const { metadata, type, statuses } = query.filter;
  const [pair = null, ...others] = metadata;
  if (others.length > 0) return null;
  if (pair !== null && (type !== null || dividesOpen(statuses))) return null;
  return walkOf(query, pair);
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
 * No index holds every combination of pairs, type and status, so one of them is walked, and what else the filter says is
 * looked up for each of its jobs. Which one is decided anew in each round: the one that comes furthest in so many
 * entries, since that one is the rarest hereabouts.
 */
async function intersect(session: SqlSession, queries: ListQueries, query: JobQuery): Promise<PlacePage> {
  const places: JobPlaceRow[] = [];
  let after = query.after;
  for (const entries of entriesPerRound) {
    const { walk, reach } = await rarest(session, queries, { ...query, after }, entries);
    const missing = query.limit + 1 - places.length;
    places.push(...(await session.run(queries.matches(walk, restOf(walk, query.filter), entries, missing))));
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
): Promise<{ readonly walk: Walk; readonly reach: ListPosition | null }> {
  let best: { readonly walk: Walk; readonly reach: ListPosition } | undefined;
  for (const walk of walksOf(query)) {
    const [last] = await session.run(queries.reach(walk, entries));
    // It ends within so many entries, so that none can be rarer.
    if (last === undefined) return { walk, reach: null };
    const reach = positionOf(last);
    if (best === undefined || isFurther(reach, best.reach, query.order)) best = { walk, reach };
  }
  return best as NonNullable<typeof best>;
}

function walksOf(query: JobQuery): Walk[] {
  const { metadata, type, statuses } = query.filter;
  const byPair = metadata.map((pair) => walkOf(query, pair));
  return type === null && statuses === null ? byPair : [...byPair, walkOf(query, null)];
}

function walkOf(query: JobQuery, pair: Pair | null): Walk {
  const { organizationId, filter } = query;
  return { organizationId, statuses: filter.statuses, type: filter.type, pair, range: listRangeOf(query) };
}

function restOf({ pair }: Walk, { metadata, type, statuses }: JobFilter): Rest {
  const pairs = metadata.filter((other) => other !== pair);
  if (pair === null) return { pairs, type: null, statuses: null };
  return { pairs, type, statuses: dividesOpen(statuses) ? statuses : null };
}

/** Whether some open jobs match and others do not, which the rows of metadata cannot tell apart. */
function dividesOpen(statuses: JobFilter['statuses']): boolean {
  const open = jobStatuses.filter((status) => !isTerminal(status));
  const asked = open.filter((status) => statuses?.includes(status));
  return asked.length > 0 && asked.length < open.length;
}

function isFurther(one: ListPosition, other: ListPosition, order: JobQuery['order']): boolean {
  if (one.createdAt !== other.createdAt) return one.createdAt > other.createdAt === (order === 'asc');
  return order === 'asc' ? one.id > other.id : one.id < other.id;
}

export function positionOf(row: JobPlaceRow): ListPosition {
  return { createdAt: row.created_at, id: row.id };
}
