import type { Call } from './call.ts';
import { impossibleTime, type JobFilter, matchingJobs } from './job-filter.ts';
import { readCursor, readLimit } from './paging.ts';
import { type Query, readQuery } from './query.ts';
import { wrongParameter } from './refusal.ts';
import { schemaErrors } from './request-schemas.ts';
import type { TinyJob } from './tiny-job.ts';

type Place = readonly [createdAt: string, id: string] | number;

/** `listJobs` */
export function listJobs(call: Call): void {
  const { world, reply, caller } = call;
  const query = readQuery(call, {
    single: ['type', 'created_after', 'created_before', 'order', 'limit', 'cursor'],
    repeated: ['status'],
    keyed: ['metadata'],
  });
  const filter = readFilter(call, query);
  const order = readOrder(query);
  const limit = readLimit(call, query, 'jobs');
  const list = JSON.stringify([
    world.breaks('a cursor is taken for another organization') ? '' : caller.organization,
    'jobs',
    comparable(filter),
    order,
  ]);
  const bound = world.breaks('a cursor is good for one limit') ? `${list} ${limit}` : list;
  const place = readCursor(call, query, bound) as Place | null;
  const all = shownJobs(call, overlook(call, filter));
  const sorted = all.sort(world.breaks('the order of a list is overlooked') ? newestFirst : comparators[order]);
  const rest = sorted.slice(beginning(sorted, place, order));
  const data = rest.slice(0, sizeOf(call, place, limit));
  const last = data.at(-1);
  const hasMore = rest.length > data.length;
  const skipped = world.breaks('a page of a list skips one') ? rest[data.length] : undefined;
  const next = world.breaks('a list is paged by numbers')
    ? sorted.length - rest.length + data.length
    : (placeOf(skipped ?? last) ?? 0);
  reply.json(200, {
    object: 'list',
    data: data.map(({ wire }) =>
      world.breaks('a list shows every job at priority 0') ? { ...wire, priority: 0 } : wire,
    ),
    next_cursor: hasMore ? world.cursors.issue(bound, next) : null,
    has_more: hasMore && !world.breaks('a list says that it ends where it does not'),
  });
}

/** How many jobs a page holds at most: all that were asked for, or fewer, as the contract leaves it to servers. */
function sizeOf({ world }: Call, place: Place | null, limit: number): number {
  if (!world.settings.shortPages) {
    return limit;
  }
  return place === null ? 0 : Math.min(limit, 2);
}

function readFilter({ world }: Call, { single, repeated, keyed }: Query): JobFilter {
  const pairs = ['type', 'created_after', 'created_before'].filter((name) => single.has(name));
  const filter: Record<string, unknown> = Object.fromEntries(pairs.map((name) => [name, single.get(name)]));
  if (repeated.has('status')) {
    filter.status = repeated.get('status');
  }
  const metadata = keyed.get('metadata');
  if (metadata !== undefined) {
    filter.metadata = Object.fromEntries(metadata);
  }
  const lax = world.breaks('a list takes a status that there is not');
  const errors = Object.keys(filter).length === 0 ? [] : schemaErrors('CancelJobsFilter', filter);
  const [error] = errors.filter(({ instancePath }) => !(lax && instancePath.startsWith('/status')));
  const wrong = error?.instancePath.split('/')[1] ?? impossibleTime(filter);
  if (wrong !== null && wrong !== undefined) {
    throw wrongParameter('query', wrong, error?.message ?? 'is a time that does not exist');
  }
  return filter;
}

function readOrder({ single }: Query): 'asc' | 'desc' {
  const order = single.get('order') ?? 'desc';
  if (order !== 'asc' && order !== 'desc') {
    throw wrongParameter('query', 'order', 'is neither asc nor desc');
  }
  return order;
}

/** The same text for the same filter, in whatever order it was written. */
function comparable(filter: JobFilter): unknown {
  const metadata = Object.entries(filter.metadata ?? {}).sort();
  return [filter.type, [...(filter.status ?? [])].sort(), metadata, filter.created_after, filter.created_before];
}

function overlook({ world }: Call, filter: JobFilter): JobFilter {
  const { status, type, metadata, ...times } = filter;
  return {
    ...(status === undefined || world.breaks('a list overlooks its filter of statuses') ? {} : { status }),
    ...(type === undefined || world.breaks('a list overlooks its filter of types') ? {} : { type }),
    ...(metadata === undefined || world.breaks('a list overlooks its filter of metadata') ? {} : { metadata }),
    ...(world.breaks('a list overlooks its filter of times') ? {} : times),
  };
}

function shownJobs({ world, caller }: Call, filter: JobFilter): TinyJob[] {
  const own = matchingJobs(world, caller.organization, filter);
  if (world.breaks('a list shows jobs of other organizations')) {
    const others = [...world.jobs.values()].filter(({ organization }) => organization !== caller.organization);
    return [...own, ...others];
  }
  if (world.breaks('a list leaves out jobs that were cancelled')) {
    return own.filter(({ wire }) => wire.status !== 'cancelled');
  }
  if (world.breaks('a list shows new jobs late')) {
    return own.filter(({ wire }) => Date.parse(wire.created_at) < Date.now() - 700);
  }
  return own;
}

function oldestFirst({ wire: one }: TinyJob, { wire: other }: TinyJob): number {
  return compare(one.created_at, other.created_at) || compare(one.id, other.id);
}

const newestFirst = (one: TinyJob, other: TinyJob) => oldestFirst(other, one);
const comparators = { asc: oldestFirst, desc: newestFirst };

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

function placeOf(job: TinyJob | undefined): Place | null {
  return job === undefined ? null : [job.wire.created_at, job.wire.id];
}

/** Where the jobs behind a place begin. */
function beginning(sorted: readonly TinyJob[], place: Place | null, order: 'asc' | 'desc'): number {
  if (place === null || typeof place === 'number') {
    return place ?? 0;
  }
  const [createdAt, id] = place;
  const direction = order === 'asc' ? 1 : -1;
  const behind = ({ wire }: TinyJob) => direction * (compare(wire.created_at, createdAt) || compare(wire.id, id)) > 0;
  const first = sorted.findIndex(behind);
  return first === -1 ? sorted.length : first;
}
