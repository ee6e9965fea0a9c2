import { type JobStatus, jobStatuses } from '@jobwire/contract/lifecycle';
import { type RawBuilder, sql } from 'kysely';
import type { ListRange } from './list-range.ts';

/** A metadata pair that a job has to carry. */
export type Pair = readonly [key: string, value: string];

/** What of a list can be read in order from one index: everything a filter says, but of its metadata one pair. */
export interface Walk {
  readonly organizationId: string;
  readonly statuses: readonly JobStatus[] | null;
  readonly type: string | null;
  readonly pair: Pair | null;
  readonly range: ListRange;
}

/** The values of a list query by the names of their placeholders. */
export type ListArguments = Record<string, string | number | null>;

export type ListArgument = (name: string) => unknown;

/**
 * The places of a walk: their id, instant and status, in order, at most as many as the argument `limit` says. Each
 * status is a stretch of its own in the index, so several are read side by side and merged: what is read is at most
 * `limit` entries for each of them, however many jobs there are.
 */
export function placesOf(walk: Walk, argument: ListArgument): RawBuilder<unknown> {
  const stretches = stretchesOf(walk).map((status) => stretch(walk, status, argument));
  const [only, ...others] = stretches;
  if (only !== undefined && others.length === 0) return only;
  const merged = sql.join(
    stretches.map((each) => sql`select * from (${each}) as stretch`),
    sql` union all `,
  );
  return sql`select id, created_at, status from (${merged}) as merged ${inOrder(walk)} limit ${argument('limit')}`;
}

/** The names of the status placeholders; null stands for a stretch of every status. */
function stretchesOf({ statuses, type, pair }: Walk): (string | null)[] {
  if (statuses === null && type === null && pair === null) return [null];
  return (statuses ?? jobStatuses).map((_, index) => statusArgument(index));
}

function stretch(walk: Walk, status: string | null, argument: ListArgument): RawBuilder<unknown> {
  const { type, pair, range } = walk;
  const id = sql.ref(pair === null ? 'id' : 'job_id');
  const conditions = [sql`organization_id = ${argument('organizationId')}`];
  if (pair !== null) conditions.push(sql`key = ${argument('key')}`, sql`value = ${argument('value')}`);
  if (type !== null) conditions.push(sql`type = ${argument('type')}`);
  if (status !== null) conditions.push(sql`status = ${argument(status)}`);
  const forward = sql.raw(range.order === 'asc' ? '>' : '<');
  const backward = sql.raw(range.order === 'asc' ? '<' : '>');
  if (typeof range.begin === 'number') conditions.push(sql`created_at ${forward} ${argument('beginAt')}`);
  else if (range.begin !== null) {
    conditions.push(sql`(created_at, ${id}) ${forward} (${argument('beginAt')}, ${argument('beginId')})`);
  }
  if (range.end !== null) conditions.push(sql`created_at ${backward} ${argument('endAt')}`);
  return sql`select ${id} as id, created_at, status from ${sql.table(pair === null ? 'jobs' : 'job_metadata')}
    where ${sql.join(conditions, sql` and `)} ${inOrder(walk, id)} limit ${argument('limit')}`;
}

/** The order of the walk's list, for the columns of the keyset in any table. */
export function inOrder({ range }: Walk, id = sql.ref('id'), createdAt = sql.ref('created_at')): RawBuilder<unknown> {
  const direction = sql.raw(range.order);
  return sql`order by ${createdAt} ${direction}, ${id} ${direction}`;
}

export function walkArguments({ organizationId, statuses, type, pair, range }: Walk, limit: number): ListArguments {
  const { begin, end } = range;
  const [beginAt, beginId] = typeof begin === 'number' ? [begin, null] : [begin?.createdAt ?? null, begin?.id ?? null];
  const named = (statuses ?? jobStatuses).map((status, index) => [statusArgument(index), status]);
  const [key, value] = pair ?? [null, null];
  return { organizationId, type, key, value, beginAt, beginId, endAt: end, limit, ...Object.fromEntries(named) };
}

/** Two walks of one shape differ only in their values. */
export function walkShape({ statuses, type, pair, range: { order, begin, end } }: Walk): string {
  const first = begin === null ? 'open' : typeof begin === 'number' ? 'instant' : 'position';
  return [statuses?.length ?? 'any', type !== null, pair !== null, order, first, end !== null].join();
}

function statusArgument(index: number): string {
  return `status${index}`;
}
