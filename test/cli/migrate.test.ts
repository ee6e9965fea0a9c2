import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { migrations } from '../../packages/server/src/storage/migrations.ts';
import { stepsLock } from '../../packages/server/src/storage/postgres/migrate-postgres.ts';
import { eventually } from '../../packages/server/src/test/eventually.ts';
import { testDatabaseUrl } from '../../packages/server/src/test/postgres/test-database.ts';
import { beginJobwire } from './jobwire.ts';
import { runHere } from './run-here.ts';

const databaseUrl = await testDatabaseUrl();
const admin = new pg.Client({ connectionString: databaseUrl });
await admin.connect();
afterAll(() => admin.end());

const environment = { JOBWIRE_DATABASE_URL: databaseUrl };
const migrate = (...args: string[]) => runHere(['migrate', ...args], environment);

async function tables(): Promise<number> {
  const { rows } = await admin.query(`select count(*)::int as tables from pg_tables where schemaname = 'public'`);
  return rows[0].tables;
}

test('migrate takes the steps that are missing and names them, and has nothing to do the next time', async () => {
  const all = Object.keys(migrations).join(', ');
  const count = Object.keys(migrations).length;

  const checked = await migrate('--check');
  expect(checked).toMatchObject({ exitCode: 1, stderr: '' });
  expect(checked.stdout).toBe(
    `The database ${databaseUrl} lacks ${count} steps of the schema: ${all}. "jobwire migrate" takes what is missing.\n`,
  );
  expect(await tables(), 'tables that a check has made').toBe(0);

  expect(await migrate()).toEqual({
    exitCode: 0,
    stdout: `The database ${databaseUrl} is up to date now. It has taken ${count} steps of the schema: ${all}.\n`,
    stderr: '',
  });
  const nothing = {
    exitCode: 0,
    stdout: `The database ${databaseUrl} is up to date; there is nothing to do.\n`,
    stderr: '',
  };
  expect(await migrate()).toEqual(nothing);
  expect(await migrate('--check')).toEqual(nothing);
});

test('migrate leaves the steps of a newer version alone, and says so', async () => {
  await migrate();
  await admin.query(`insert into kysely_migration values ('9999_newer', now()::text)`);

  const { exitCode, stdout } = await migrate();

  expect(exitCode).toBe(0);
  expect(stdout).toContain(
    'is up to date; there is nothing to do.\nA newer version has taken one step of the schema: 9999',
  );
  await admin.query(`delete from kysely_migration where name = '9999_newer'`);
});

const oneWaits = () =>
  eventually('it waits', async () => {
    const { rows } = await admin.query(
      `select from pg_stat_activity where wait_event = 'advisory' and datname = current_database()`,
    );
    return rows.length > 0;
  });

test('migrate waits for another process that takes steps, and --check does not', async () => {
  await migrate();
  await admin.query(`select pg_advisory_lock(${stepsLock})`);

  const migrated = migrate();
  await oneWaits();
  expect((await migrate('--check')).exitCode).toBe(0);
  await admin.query(`select pg_advisory_unlock(${stepsLock})`);

  expect((await migrated).exitCode).toBe(0);
});

test('migrate that is told to stop ends at once, with the number of the signal', async () => {
  await admin.query(`select pg_advisory_lock(${stepsLock})`);
  const migrated = beginJobwire(['migrate'], { environment });
  await oneWaits();

  migrated.signal('SIGTERM');

  expect(await migrated.ended).toEqual({
    exitCode: 143,
    stdout: '',
    stderr: expect.stringMatching(/jobwire: Stopped; what was begun is taken back\.\n$/),
  });
  await admin.query(`select pg_advisory_unlock(${stepsLock})`);
});

test('migrate refuses a database in the words of serve, without its password', async () => {
  const url = 'postgres://jobs:canary@127.0.0.1:1/jobs';
  const [served, ...migrated] = await Promise.all(
    [['serve', '--port', '0'], ['migrate'], ['migrate', '--check']].map((args) =>
      runHere([...args, '--database-url', url]),
    ),
  );

  expect(served?.stderr).toContain(
    'jobwire: The database postgres://jobs:***@127.0.0.1:1/jobs cannot be used: connect',
  );
  for (const ended of migrated) expect(ended).toEqual(served);
});
