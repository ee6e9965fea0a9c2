import { describeOrganizationUsage } from '../organization-usage-suite.ts';
import { SqlJobStore } from '../sql-job-store.ts';
import { openSqliteDatabase } from './open-sqlite-database.ts';

describeOrganizationUsage('SQLite in memory', async () => new SqlJobStore(await openSqliteDatabase(':memory:')));
