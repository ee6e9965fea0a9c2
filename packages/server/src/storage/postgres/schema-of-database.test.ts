import pg from 'pg';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { testDatabaseUrl } from '../../test/postgres/test-database.ts';
import { migrations } from '../migrations.ts';
import { openPostgresDatabase } from './open-postgres-database.ts';
import { migrateDatabase, missingSteps } from './schema-of-database.ts';

const databaseUrl = await testDatabaseUrl();
const all = { missing: Object.keys(migrations), ofNewerVersions: [] };
const none = { missing: [], ofNewerVersions: [] };
const admin = new pg.Client({ connectionString: databaseUrl });
await admin.connect();
afterAll(() => admin.end());
beforeEach(() => admin.query('drop schema if exists theirs cascade; drop schema public cascade; create schema public'));

/** As another program does that takes steps by the same library. */
function takeTheirs(schema: string) {
  return admin.query(`create table ${schema}.kysely_migration (name varchar(255) primary key, timestamp varchar(255));
    insert into ${schema}.kysely_migration values ('2020_theirs', now()::text)`);
}

test('another program that notes its steps in another schema is no hindrance, and is left alone', async () => {
  await admin.query('create schema theirs');
  await takeTheirs('theirs');

  expect(await missingSteps({ databaseUrl })).toEqual(all);
  expect(await migrateDatabase({ databaseUrl })).toEqual(all);
  expect(await missingSteps({ databaseUrl })).toEqual(none);

  const { rows } = await admin.query('select name from theirs.kysely_migration');
  expect(rows).toEqual([{ name: '2020_theirs' }]);
});

test('a schema with steps of another program is refused, and nothing is changed', async () => {
  await takeTheirs('public');
  const refusal = {
    name: 'UnusableDatabaseError',
    message: expect.stringMatching(/^another program keeps its tables in the same schema, .*\(2020_theirs\)/),
  };

  await expect(missingSteps({ databaseUrl })).rejects.toMatchObject(refusal);
  await expect(migrateDatabase({ databaseUrl })).rejects.toMatchObject(refusal);
  await expect(openPostgresDatabase({ url: databaseUrl })).rejects.toMatchObject(refusal);

  const { rows } = await admin.query(`select tablename as name from pg_tables where schemaname = 'public'`);
  expect(rows).toEqual([{ name: 'kysely_migration' }]);
});

test('tables are kept in the schema that the URL names, and found there though another one comes before it later', async () => {
  await admin.query('create schema theirs');
  const url = `${databaseUrl}?options=-c%20search_path%3Dtheirs,public`;
  const inPublic = `${databaseUrl}?options=-c%20search_path%3Dfirst,public`;

  expect(await migrateDatabase({ databaseUrl: url })).toEqual(all);
  expect(await missingSteps({ databaseUrl })).toEqual(all);
  expect(await missingSteps({ databaseUrl: url })).toEqual(none);

  await migrateDatabase({ databaseUrl: inPublic });
  await admin.query('drop schema if exists first cascade; create schema first');
  expect(await missingSteps({ databaseUrl: inPublic })).toEqual(none);
  await (await openPostgresDatabase({ url: inPublic })).close();
  await admin.query('drop schema first cascade');
});
