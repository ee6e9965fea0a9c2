import { expect, test } from 'vitest';
import type { JobQuery } from '../../domain/job-store.ts';
import { newJob } from '../../test/new-job.ts';
import { rowOfNewJob } from '../job-rows.ts';
import type { SqlSession } from '../sql-database.ts';
import type { JobRow } from '../tables.ts';
import { listJobs } from './list-jobs.ts';
import type { ListQueries } from './list-queries.ts';

/** A query is its answer, which the session hands out. */
const session: SqlSession = { run: async (query) => query as never };

const jobs = Array.from({ length: 12 }, (_, index) =>
  rowOfNewJob(newJob({ id: `job_${10 + index}`, createdAt: index })),
);

function list(metadata: JobQuery['filter']['metadata'], queries: object) {
  const filter = { statuses: null, type: null, metadata, createdAfter: null, createdBefore: null };
  const query = { organizationId: 'org_one', order: 'asc', after: null, limit: 10, filter } as const;
  return listJobs(session, queries as ListQueries, query);
}

test('a page that an index answers reads one job more than it shows', async () => {
  const limits: number[] = [];
  const page = await list([], {
    jobs(_walk: unknown, limit: number) {
      limits.push(limit);
      return jobs.slice(0, limit);
    },
  });

  expect(limits).toEqual([11]);
  expect(page.entries.map(({ id }) => id)).toEqual(jobs.slice(0, 10).map(({ id }) => id));
  expect(page.next).toEqual({ createdAt: 9, id: 'job_19' });
});

const pairs = [
  ['a', 'yes'],
  ['b', 'yes'],
] as const;

test('a job that is removed while its page is put together is left out of it', async () => {
  const there = jobs.slice(0, 3).filter(({ id }) => id !== 'job_11');
  const page = await list(pairs, {
    reach: () => [],
    matches: () => jobs.slice(0, 3),
    rows: (ids: readonly string[]): JobRow[] => there.filter(({ id }) => ids.includes(id)).toReversed(),
  });

  expect(page.entries.map(({ id }) => id)).toEqual(['job_10', 'job_12']);
  expect(page.next).toBeNull();
});

test('a page without jobs reads none', async () => {
  const page = await list(pairs, {
    reach: () => [],
    matches: () => [],
    rows() {
      throw new Error('read');
    },
  });

  expect(page).toEqual({ entries: [], next: null });
});
