import { onTestFinished } from 'vitest';
import type { JobStore } from '../domain/job-store.ts';
import { SqlJobStore } from '../storage/sql-job-store.ts';
import { openSqliteDatabase } from '../storage/sqlite/open-sqlite-database.ts';

/** An empty store in memory for the length of one test. */
export async function memoryStore(): Promise<JobStore> {
  const store = new SqlJobStore(await openSqliteDatabase(':memory:'));
  onTestFinished(() => store.close());
  return store;
}
