import { isTerminal, type JobStatus, jobStatuses, terminalJobStatuses } from '@jobwire/contract/lifecycle';
import { type RawBuilder, sql } from 'kysely';
import { notEnded } from '../job-rows.ts';
import type { ListRange } from './list-range.ts';

/** A metadata pair that a job has to carry. */
export type Pair = readonly [key: string, value: string];

/** What of a list one index can read in order: the jobs that carry a pair, or those of a type and of some statuses. */
export interface Walk {
  readonly organizationId: string;
  readonly pair: Pair | null;
  /** Of a pair, those of open jobs are read together, since their rows know only how jobs ended. */
  readonly statuses: readonly JobStatus[] | null;
  /** Not known to the index of a pair, which leaves it to whoever walks. */
  readonly type: string | null;
  readonly range: ListRange;
}

/** The values of a list query by the names of their placeholders. */
export type ListArguments = Record<string, string | number | readonly string[] | null>;

export type ListArgument = (name: string) => unknown;

/**
 * The places of a walk: id and instant, in order, at most as many as the argument `limit` says. Each status is a stretch
 * of its own in the index, so several are read side by side and merged: at most `limit` entries of each are read, however
 * many jobs there are.
 */
export function placesOf(walk: Walk, argument: ListArgument, joining: Joining): RawBuilder<unknown> {
  const stretches = stretchesOf(walk);
  if (stretches.length === 1) return stretch(walk, sql`${argument(stretchArgument(0))}`, argument);
  const several = joining === 'lateral' ? lateral(walk, argument) : united(walk, stretches.length, argument);
  return sql`select id, created_at from (${several}) as merged ${inOrder(walk)} limit ${argument('limit')}`;
}

/** How the stretches of a walk come together: with `lateral` they are planned once for all, which SQLite does not know. */
export type Joining = 'lateral' | 'union';

function lateral(walk: Walk, argument: ListArgument): RawBuilder<unknown> {
  return sql`select stretch.id, stretch.created_at from unnest(${argument('stretches')}::text[]) as one (status)
    cross join lateral (${stretch(walk, sql.ref('one.status'), argument)}) as stretch`;
}

function united(walk: Walk, count: number, argument: ListArgument): RawBuilder<unknown> {
  const stretches = Array.from({ length: count }, (_, index) =>
    stretch(walk, sql`${argument(stretchArgument(index))}`, argument),
  );
  return sql.join(
    stretches.map((each) => sql`select * from (${each}) as stretch`),
    sql` union all `,
  );
}

/** The statuses that a walk reads, whose entries lie apart in its index. */
function stretchesOf({ pair, statuses }: Walk): readonly string[] {
  if (pair === null) return statuses ?? jobStatuses;
  if (statuses === null) return [notEnded, ...terminalJobStatuses];
  return [...new Set(statuses.map((status) => (isTerminal(status) ? status : notEnded)))];
}

function stretch(walk: Walk, status: RawBuilder<unknown>, argument: ListArgument): RawBuilder<unknown> {
  const { pair, type, range } = walk;
  const id = sql.ref(pair === null ? 'id' : 'job_id');
  const conditions = [sql`organization_id = ${argument('organizationId')}`];
  if (pair !== null) conditions.push(sql`key = ${argument('key')}`, sql`value = ${argument('value')}`);
  else if (type !== null) conditions.push(sql`type = ${argument('type')}`);
  conditions.push(sql`${sql.ref(pair === null ? 'status' : 'ended_as')} = ${status}`);
  const forward = sql.raw(range.order === 'asc' ? '>' : '<');
  const backward = sql.raw(range.order === 'asc' ? '<' : '>');
  if (typeof range.begin === 'number') conditions.push(sql`created_at ${forward} ${argument('beginAt')}`);
  else if (range.begin !== null) {
    conditions.push(sql`(created_at, ${id}) ${forward} (${argument('beginAt')}, ${argument('beginId')})`);
  }
  if (range.end !== null) conditions.push(sql`created_at ${backward} ${argument('endAt')}`);
  return sql`select ${id} as id, created_at from ${sql.table(pair === null ? 'jobs' : 'job_metadata')}
    where ${sql.join(conditions, sql` and `)} ${inOrder(walk, id)} limit ${argument('limit')}`;
}

/** The order of the walk's list, for the columns of the keyset in any table. */
export function inOrder({ range }: Walk, id = sql.ref('id'), createdAt = sql.ref('created_at')): RawBuilder<unknown> {
  const direction = sql.raw(range.order);
  return sql`order by ${createdAt} ${direction}, ${id} ${direction}`;
}

export function walkArguments(walk: Walk, limit: number): ListArguments {
  const { organizationId, pair, type, range } = walk;
  const { begin, end } = range;
  const [beginAt, beginId] = typeof begin === 'number' ? [begin, null] : [begin?.createdAt ?? null, begin?.id ?? null];
  const [key, value] = pair ?? [null, null];
  const stretches = stretchesOf(walk);
  const each = Object.fromEntries(stretches.map((status, index) => [stretchArgument(index), status]));
  return { organizationId, type, key, value, beginAt, beginId, endAt: end, limit, stretches, ...each };
}

/** Two walks of one shape differ only in their values. */
export function walkShape(walk: Walk): string {
  const { order, begin, end } = walk.range;
  const first = begin === null ? 'open' : typeof begin === 'number' ? 'instant' : 'position';
  return [stretchesOf(walk).length, walk.type !== null, walk.pair !== null, order, first, end !== null].join();
}

function stretchArgument(index: number): string {
  return `stretch${index}`;
}
