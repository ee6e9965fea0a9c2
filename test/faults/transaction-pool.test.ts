import pg from 'pg';
import { expect, test } from 'vitest';
import { migrations } from '../../packages/server/src/storage/migrations.ts';
import { openPostgresDatabase } from '../../packages/server/src/storage/postgres/open-postgres-database.ts';
import { databaseUrlOfTest } from '../../packages/server/src/test/postgres/test-database.ts';
import { transactionPool } from './transaction-pool.ts';

test('processes that start behind a pool of transactions make the tables once, and leave no lock behind (F36)', async () => {
  const databaseUrl = await databaseUrlOfTest();
  const url = await transactionPool(databaseUrl, 5);

  const databases = await Promise.all(Array.from({ length: 6 }, () => openPostgresDatabase({ url, prepares: false })));

  const admin = new pg.Client({ connectionString: databaseUrl });
  await admin.connect();
  const { rows } = await admin.query(`select (select count(*)::int from kysely_migration) as steps,
    (select count(*)::int from pg_locks where locktype = 'advisory'
      and database = (select oid from pg_database where datname = current_database())) as locks`);
  await admin.end();
  await Promise.all(databases.map((database) => database.close()));
  expect(rows).toEqual([{ steps: Object.keys(migrations).length, locks: 0 }]);
});
