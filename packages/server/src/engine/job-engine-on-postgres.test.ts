import { SqlJobStore } from '../storage/sql-job-store.ts';
import { testDatabase } from '../test/postgres/test-database.ts';
import { engineSuite } from './engine-suite/engine-suite.ts';

const emptyDatabase = await testDatabase();

engineSuite('On PostgreSQL', async () => new SqlJobStore(await emptyDatabase()), { isShared: true });
