import { SqlJobStore } from '../storage/sql-job-store.ts';
import { openSqliteDatabase } from '../storage/sqlite/open-sqlite-database.ts';
import { engineSuite } from './engine-suite/engine-suite.ts';

engineSuite('On SQLite in memory', async () => new SqlJobStore(await openSqliteDatabase(':memory:')));
