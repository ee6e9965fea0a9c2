import { testDatabase } from '../../test/postgres/test-database.ts';
import { jobStoreSuite } from '../job-store-suite/job-store-suite.ts';
import { describeOrganizationUsage } from '../organization-usage-suite.ts';
import { SqlJobStore } from '../sql-job-store.ts';

const emptyDatabase = await testDatabase();

jobStoreSuite('PostgreSQL', async () => new SqlJobStore(await emptyDatabase()), { histories: 20 });

describeOrganizationUsage('PostgreSQL', async () => new SqlJobStore(await emptyDatabase()));
