import { beforeEach, expect, onTestFinished, test } from 'vitest';
import type { JobFilter } from '../../domain/job-store.ts';
import { newJob } from '../../test/new-job.ts';
import type { SqlDatabase } from '../sql-database.ts';
import { SqlJobStore } from '../sql-job-store.ts';
import { openSqliteDatabase } from '../sqlite/open-sqlite-database.ts';
import { type ListQueries, prepareListQueries, type Rest } from './list-queries.ts';
import { listRangeOf } from './list-range.ts';
import type { Walk } from './walk.ts';

let database: SqlDatabase;
let queries: ListQueries;

beforeEach(async () => {
  database = await openSqliteDatabase(':memory:');
  onTestFinished(() => database.close());
  queries = prepareListQueries(database.builder);
  const store = new SqlJobStore(database);
  for (const [createdAt, type] of ['a', 'b', 'a', 'b', 'a'].entries()) {
    await store.create(newJob({ id: `job_${createdAt}`, createdAt, type, metadata: { team: 'red', [type]: 'yes' } }));
  }
});

const all: JobFilter = { statuses: null, type: null, metadata: [], createdAfter: null, createdBefore: null };

function walkOf(order: 'asc' | 'desc'): Walk {
  const range = listRangeOf({ order, after: null, filter: all });
  return { organizationId: 'org_one', pair: ['team', 'red'], statuses: null, type: null, range };
}

const nothing: Rest = { pairs: [], type: null, statuses: null };

test.each([
  { order: 'asc', entries: 1, want: ['job_0'] },
  { order: 'asc', entries: 3, want: ['job_2'] },
  { order: 'desc', entries: 4, want: ['job_1'] },
  { order: 'asc', entries: 5, want: ['job_4'] },
  { order: 'asc', entries: 6, want: [] },
] as const)('$entries entries of a walk that goes $order reach $want', async ({ order, entries, want }) => {
  const rows = await database.reader.run(queries.reach(walkOf(order), entries));

  expect(rows.map(({ id }) => id)).toEqual(want);
});

test.each<{ rest: Partial<Rest>; entries: number; limit: number; want: string[] }>([
  { rest: { type: 'a' }, entries: 5, limit: 5, want: ['job_0', 'job_2', 'job_4'] },
  { rest: { type: 'a' }, entries: 4, limit: 5, want: ['job_0', 'job_2'] },
  { rest: { type: 'a' }, entries: 5, limit: 2, want: ['job_0', 'job_2'] },
  { rest: { pairs: [['b', 'yes']] }, entries: 5, limit: 5, want: ['job_1', 'job_3'] },
  { rest: { pairs: [['b', 'yes']], type: 'a' }, entries: 5, limit: 5, want: [] },
  { rest: { statuses: ['queued'] }, entries: 3, limit: 5, want: ['job_0', 'job_1', 'job_2'] },
  { rest: { statuses: ['failed', 'running'] }, entries: 5, limit: 5, want: [] },
])('of $entries entries at most $limit match $rest: $want', async ({ rest, entries, limit, want }) => {
  const rows = await database.reader.run(queries.matches(walkOf('asc'), { ...nothing, ...rest }, entries, limit));

  expect(rows.map(({ id }) => id)).toEqual(want);
});

test('what is asked of a list is planned by its values, since a plan for any values would read far too much', () => {
  const walk = walkOf('asc');
  const asked = [
    queries.jobs(walk, 1),
    queries.places(walk, 1),
    queries.rows(['job_0']),
    queries.reach(walk, 1),
    queries.matches(walk, { ...nothing, type: 'a' }, 1, 1),
  ];

  for (const query of asked) expect(query).toMatchObject({ plannedByValues: true });
});
