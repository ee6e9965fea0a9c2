import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { jobStoreSuite } from '../job-store-suite/job-store-suite.ts';
import { SqlJobStore } from '../sql-job-store.ts';
import { openSqliteDatabase } from './open-sqlite-database.ts';

const folder = await mkdtemp(join(tmpdir(), 'jobwire-store-'));
let opened = 0;

afterAll(() => rm(folder, { recursive: true }));

jobStoreSuite(
  'SQLite in a folder',
  async () => {
    opened += 1;
    return new SqlJobStore(await openSqliteDatabase(join(folder, String(opened))));
  },
  { histories: 20 },
);
