import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { migrations } from '../../packages/server/src/storage/migrations.ts';
import { openPostgresDatabase } from '../../packages/server/src/storage/postgres/open-postgres-database.ts';
import type { SqlDatabase, SqlSession } from '../../packages/server/src/storage/sql-database.ts';
import { databaseUrlOfTest } from '../../packages/server/src/test/postgres/test-database.ts';
import { transactionPool } from './transaction-pool.ts';

type Query = Parameters<SqlSession['run']>[0];

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

test('behind a pool of transactions nothing fails with prepared statements: they are given up, and once (F36)', async () => {
  const url = await transactionPool(await databaseUrlOfTest(), 3);
  const givenUp: string[] = [];
  const databases = await Promise.all(
    ['one', 'other'].map((name) => openPostgresDatabase({ url, onUnprepared: () => givenUp.push(name) })),
  );
  onTestFinished(async () => {
    await Promise.all(databases.map((database) => database.close()));
  });
  const run = async (session: SqlSession, sql: string, ...parameters: unknown[]) =>
    (await session.run({ sql, parameters } as unknown as Query)) as { sum: number }[];
  await databases[0]?.write('3-free', (transaction) =>
    run(transaction, 'create table kept (number integer primary key)'),
  );

  const outcomes = await Promise.all(
    Array.from({ length: 120 }, async (_, number) => {
      const database = databases[number % 2] as SqlDatabase;
      await database.write('3-free', (transaction) => run(transaction, 'insert into kept values ($1)', number));
      // Texts that come in another order in each process.
      const more = number % 2 === 0 ? [1, 2, 3, 4] : [4, 3, 2, 1];
      for (const times of more) {
        const [row] = await run(database.reader, `select $1::int * ${times} as sum`, number);
        if (row?.sum !== number * times) return `${number} times ${times} is ${row?.sum}`;
      }
      return 'right';
    }),
  );

  expect(new Set(outcomes)).toEqual(new Set(['right']));
  const [count] = await run((databases[0] as SqlDatabase).reader, 'select count(*)::int as sum from kept');
  expect(count?.sum).toBe(120);
  expect(givenUp).not.toEqual([]);
  expect(givenUp).toEqual([...new Set(givenUp)]);
});
