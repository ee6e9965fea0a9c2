import { expect, onTestFinished, test } from 'vitest';
import { newJob } from '../../test/new-job.ts';
import { SqlJobStore } from '../sql-job-store.ts';
import { openSqliteDatabase } from '../sqlite/open-sqlite-database.ts';
import { backlogStatements } from './backlog-statements.ts';

test('the job that is due for longest is looked for in so many organizations and no more', async () => {
  const database = await openSqliteDatabase(':memory:');
  const store = new SqlJobStore(database);
  onTestFinished(() => store.close());
  const created = [
    ['org_a', 300],
    ['org_b', 200],
    ['org_c', 100],
  ] as const;
  for (const [organizationId, createdAt] of created) await store.create(newJob({ organizationId, createdAt }));
  const { findOldestDueAt } = backlogStatements(database.builder);
  const oldestAmong = async (organizations: number) =>
    (await database.reader.run(findOldestDueAt({ organizations })))[0];

  expect(await oldestAmong(1)).toEqual({ runnable_at: 300 });
  expect(await oldestAmong(2)).toEqual({ runnable_at: 200 });
  expect(await oldestAmong(3)).toEqual({ runnable_at: 100 });
});
