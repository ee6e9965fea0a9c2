import { expect, test } from 'vitest';
import { SqlJobStore } from './sql-job-store.ts';
import { openSqliteDatabase } from './sqlite/open-sqlite-database.ts';

test('a ping is answered by the database, and by nothing when that is closed', async () => {
  const store = new SqlJobStore(await openSqliteDatabase(':memory:'));
  await store.ping();

  await store.close();

  await expect(store.ping()).rejects.toThrow();
});
