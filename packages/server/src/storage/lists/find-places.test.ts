import type { CompiledQuery } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import type { JobFilter, JobQuery } from '../../domain/job-store.ts';
import type { SqlSession } from '../sql-database.ts';
import { findPlaces } from './find-places.ts';
import type { JobPlaceRow, ListQueries } from './list-queries.ts';
import type { Walk } from './walk.ts';

/** The index of a pair, or of types where there is none, as far as these tests look into it. */
type Index = readonly JobPlaceRow[];

let indexes: Record<string, Index>;
/** What was asked for: how far which walk comes, and for how many matches. */
let asked: string[];

beforeEach(() => {
  indexes = {};
  asked = [];
});

const row = (createdAt: number, id = `job_${createdAt}`): JobPlaceRow => ({
  id,
  created_at: createdAt,
});

/** As many entries as said, one every `step` milliseconds. */
const every = (step: number, length: number): Index => Array.from({ length }, (_, index) => row((index + 1) * step));

const nameOf = ({ pair, type }: Walk) => pair?.[0] ?? type ?? 'all';

function entriesOf(walk: Walk): Index {
  const { order, begin } = walk.range;
  const sign = order === 'asc' ? 1 : -1;
  const index = (indexes[nameOf(walk)] ?? []).toSorted(
    (one, other) => sign * (one.created_at - other.created_at || (one.id < other.id ? -1 : 1)),
  );
  if (begin === null || typeof begin === 'number') return index;
  const first = index.findIndex((entry) => sign * (entry.created_at - begin.createdAt) > 0 || entry.id === begin.id);
  if (first < 0) return [];
  return index.slice(index[first]?.id === begin.id ? first + 1 : first);
}

/** A query is its answer, which the session hands out. */
const session: SqlSession = { run: async (query) => query as never };
const answer = <Row>(rows: readonly Row[]) => rows as unknown as CompiledQuery<Row>;

const queries = {
  places: (walk: Walk, limit: number) => {
    asked.push(`${limit} of ${nameOf(walk)}`);
    return answer(entriesOf(walk).slice(0, limit));
  },
  reach: (walk: Walk, entries: number) => {
    asked.push(`${entries} of ${nameOf(walk)}`);
    return answer(entriesOf(walk).slice(entries - 1, entries));
  },
  matches: (walk: Walk, _rest: unknown, entries: number, limit: number) => {
    asked.push(`${limit} matches in ${entries} of ${nameOf(walk)}`);
    const others = Object.values(indexes).map((index) => new Set(index.map(({ id }) => id)));
    const matching = entriesOf(walk)
      .slice(0, entries)
      .filter(({ id }) => others.every((ids) => ids.has(id)));
    return answer(matching.slice(0, limit));
  },
} as unknown as ListQueries;

function find(filter: Partial<JobFilter>, query: Partial<JobQuery> = {}) {
  const all: JobFilter = { statuses: null, type: null, metadata: [], createdAfter: null, createdBefore: null };
  const given = { organizationId: 'org_one', order: 'asc', after: null, limit: 10, ...query } as const;
  return findPlaces(session, queries, { ...given, filter: { ...all, ...filter } });
}

const pairs = (...keys: string[]): Partial<JobFilter> => ({ metadata: keys.map((key) => [key, 'yes'] as const) });

test('a filter that an index answers takes one row more than the page, which tells whether the list goes on', async () => {
  indexes = { a: every(1, 11) };

  const page = await find(pairs('a'));
  const rest = await find(pairs('a'), { after: page.next });

  expect(page.places).toHaveLength(10);
  expect(page.next).toEqual({ createdAt: 10, id: 'job_10' });
  expect(rest).toEqual({ places: [row(11)], next: null });
  expect(asked).toEqual(['11 of a', '11 of a']);
});

test('a page that the list fills to the last job is its last page', async () => {
  indexes = { a: every(1, 10), b: every(1, 10) };

  expect(await find(pairs('a'))).toEqual({ places: every(1, 10), next: null });
  expect(await find(pairs('a', 'b'))).toEqual({ places: every(1, 10), next: null });
});

test('a page that finds nothing in 256, 1,024 and 2,048 entries of each pair leaves the rest to the next one', async () => {
  indexes = { a: every(2, 9000), b: every(2, 9000).map(({ created_at }) => row(created_at + 1)) };

  const page = await find(pairs('a', 'b'));

  expect(page.places).toEqual([]);
  expect(asked.filter((what) => !what.includes('matches'))).toEqual([
    '256 of a',
    '256 of b',
    '1024 of a',
    '1024 of b',
    '2048 of a',
    '2048 of b',
  ]);
  // Of the last of so many entries in three rounds the one that is further.
  expect(page.next?.createdAt).toBeGreaterThanOrEqual(2 * (256 + 1024 + 2048));
  expect(page.next?.createdAt).toBeLessThanOrEqual(2 * (256 + 1024 + 2048) + 3);
});

test.each(['asc', 'desc'] as const)(
  'of two pairs the rarer one hereabouts is walked, in a list that goes %s',
  async (order) => {
    indexes = { often: every(1, 9000), seldom: every(4, 2250) };

    const page = await find(pairs('often', 'seldom'), { order, limit: 300 });
    const turned = await find(pairs('seldom', 'often'), { order, limit: 300 });

    expect(page.places).toHaveLength(300);
    expect(turned).toEqual(page);
    const matches = asked.filter((what) => what.includes('matches'));
    expect(matches).toEqual([
      '301 matches in 256 of seldom',
      '45 matches in 1024 of seldom',
      '301 matches in 256 of seldom',
      '45 matches in 1024 of seldom',
    ]);
  },
);

test('a page that is just full looks for one more before it takes itself for the last', async () => {
  indexes = { often: every(1, 9000), seldom: every(4, 2250) };

  const page = await find(pairs('often', 'seldom'), { limit: 256 });

  expect(page.places).toHaveLength(256);
  expect(page.next).toEqual({ createdAt: 4 * 256, id: `job_${4 * 256}` });
  expect(asked.at(-1)).toBe('1 matches in 1024 of seldom');
});

test.each(['asc', 'desc'] as const)(
  'of two jobs of one instant the id tells which walk comes further, %s',
  async (order) => {
    const sameInstant = (first: number) =>
      Array.from({ length: 3000 }, (_, index) => row(5, `job_${10_000 + first + index}`));
    indexes = { low: sameInstant(0), high: sameInstant(3000) };

    await find(pairs('low', 'high'), { order });
    await find(pairs('high', 'low'), { order });

    const first = asked.filter((what) => what.includes('matches in 256'));
    expect(first).toEqual(Array(2).fill(`11 matches in 256 of ${order === 'asc' ? 'high' : 'low'}`));
  },
);

test('a walk that ends within the entries of a round is the rarest, and nothing is asked of those behind it', async () => {
  indexes = { a: every(1, 9000), few: every(2, 255), c: every(1, 9000) };

  const page = await find(pairs('a', 'few', 'c'), { limit: 300 });

  expect(page).toEqual({ places: every(2, 255), next: null });
  expect(asked).toEqual(['256 of a', '256 of few', '301 matches in 256 of few']);
});

test('a type and statuses are walked too when they are asked for beside pairs', async () => {
  indexes = { a: every(1, 9000), 'demo.batch': every(2, 255) };

  await find({ ...pairs('a'), type: 'demo.batch' });
  asked = [];
  indexes = { a: every(1, 9000), all: every(2, 255) };
  await find({ ...pairs('a'), statuses: ['queued'] });

  expect(asked).toEqual(['256 of a', '256 of all', '11 matches in 256 of all']);
});

test('statuses of which the rows of a pair know enough are answered by the pair alone', async () => {
  indexes = { a: every(1, 3) };

  await find({ ...pairs('a'), statuses: ['failed', 'completed'] });
  await find({ ...pairs('a'), statuses: ['queued', 'running', 'cancelling', 'failed'] });

  expect(asked).toEqual(['11 of a', '11 of a']);
});
