import { expect, test } from 'vitest';
import { newJob } from '../../test/new-job.ts';
import { testDatabase } from '../../test/postgres/test-database.ts';
import { jobStoreSuite } from '../job-store-suite/job-store-suite.ts';
import { describeOrganizationUsage } from '../organization-usage-suite.ts';
import { SqlJobStore } from '../sql-job-store.ts';

const emptyDatabase = await testDatabase();

jobStoreSuite('PostgreSQL', async () => new SqlJobStore(await emptyDatabase()), { histories: 20 });

describeOrganizationUsage('PostgreSQL', async () => new SqlJobStore(await emptyDatabase()));

test('a key that a purge removes while a create looks at it is free', async () => {
  const database = await emptyDatabase();
  const store = new SqlJobStore(database);
  const once = { key: 'november', bodyDigest: 'digest', expiresAt: 2_000_000, answer: () => 'the answer' };
  await store.createOnce(newJob(), once);
  const slow = new SqlJobStore({
    ...database,
    write: (first, work) =>
      database.write(first, (transaction) =>
        work({
          last: (...changes) => transaction.last(...changes),
          async run(query) {
            if (query.sql.startsWith('select')) await store.purge(2_000_000, 10);
            return transaction.run(query);
          },
        }),
      ),
  });

  expect(await slow.createOnce(newJob(), { ...once, bodyDigest: 'another' })).toHaveProperty('created');
});
