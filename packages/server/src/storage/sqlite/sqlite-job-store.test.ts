import { jobStoreSuite } from '../job-store-suite/job-store-suite.ts';
import { SqlJobStore } from '../sql-job-store.ts';
import { openSqliteDatabase } from './open-sqlite-database.ts';

jobStoreSuite('SQLite in memory', async () => new SqlJobStore(await openSqliteDatabase(':memory:')));
