import { SqlJobStore } from '../storage/sql-job-store.ts';
import { openSqliteDatabase } from '../storage/sqlite/open-sqlite-database.ts';
import { describeJobEngine } from './engine-suite.ts';

describeJobEngine('On SQLite in memory', async () => new SqlJobStore(await openSqliteDatabase(':memory:')));
