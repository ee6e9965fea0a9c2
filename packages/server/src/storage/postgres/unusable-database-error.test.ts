import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { newJob } from '../../test/new-job.ts';
import { testDatabaseUrl } from '../../test/postgres/test-database.ts';
import { migrations } from '../migrations.ts';
import { SqlJobStore } from '../sql-job-store.ts';
import { openPostgresDatabase } from './open-postgres-database.ts';
import { migrateDatabase, missingSteps } from './schema-of-database.ts';
import { checkTraits, type DatabaseTraits } from './unusable-database-error.ts';

const url = await testDatabaseUrl();

const usable = { version: '18.1', version_number: 180_001, is_replica: false, is_read_only: false, encoding: 'UTF8' };

test.each<{ given: Partial<DatabaseTraits>; want: string }>([
  {
    given: { version: '13.22', version_number: 130_022 },
    want: 'it is PostgreSQL 13.22, and 14 is the oldest that will do',
  },
  {
    given: { is_replica: true, is_read_only: true },
    want: 'it is a replica, which takes no writes: name the primary server instead',
  },
  {
    given: { is_read_only: true },
    want: 'it takes no writes: default_transaction_read_only is on for this user or database',
  },
  { given: { encoding: 'LATIN1' }, want: 'its encoding is LATIN1, and it has to be UTF8 to hold any text' },
])('a database with $given is refused, since $want', ({ given, want }) => {
  expect(() => checkTraits({ ...usable, ...given })).toThrow(
    expect.objectContaining({ name: 'UnusableDatabaseError', message: want }),
  );
});

test.each([usable, { ...usable, version: '14.0', version_number: 140_000 }])(
  'a database with PostgreSQL $version is taken',
  (given) => {
    expect(() => checkTraits(given)).not.toThrow();
  },
);

test('a database is asked before anything is written to it', async () => {
  const readOnly = `${url}?options=-c%20default_transaction_read_only%3Don`;

  const refusal = { name: 'UnusableDatabaseError', message: expect.stringMatching(/^it takes no writes: default_/) };
  await expect(openPostgresDatabase({ url: readOnly })).rejects.toMatchObject(refusal);
  await expect(migrateDatabase({ databaseUrl: readOnly })).rejects.toMatchObject(refusal);
  await expect(missingSteps({ databaseUrl: readOnly })).rejects.toMatchObject(refusal);
});

describe('a user without rights', () => {
  const admin = new pg.Client({ connectionString: url });
  const name = `may_not_${process.pid}`;
  beforeAll(async () => {
    await admin.connect();
    const password = decodeURIComponent(new URL(url).password);
    await admin.query(`revoke create on schema public from public; create role ${name} login password '${password}'`);
  });
  afterAll(async () => {
    await admin.query(`drop owned by ${name}; drop role ${name}`);
    await admin.end();
  });
  beforeEach(() =>
    admin.query('drop schema public cascade; create schema public; grant usage on schema public to public'),
  );
  const theirs = () => {
    const given = new URL(url);
    given.username = name;
    return given.href;
  };
  const opened = () => openPostgresDatabase({ url: theirs() });
  const says = (message: string) => ({
    name: 'UnusableDatabaseError',
    message: expect.stringContaining(message.replaceAll('NAME', name)),
  });
  const grantWork = () => admin.query(`grant select, insert, update, delete on all tables in schema public to ${name}`);

  test('is told which one is missing and how to grant it, and does with it', async () => {
    const want = says(
      'steps of its schema are missing, and user NAME may not create tables in schema public. Run jobwire',
    );
    await expect(opened()).rejects.toMatchObject(want);
    await expect(opened()).rejects.toMatchObject(says('grant usage, create on schema public to NAME'));

    await admin.query(`grant usage, create on schema public to ${name}`);
    await (await opened()).close();
  });

  test('works with tables that somebody else has brought up to date, as soon as it may read and write them', async () => {
    await migrateDatabase({ databaseUrl: url });
    await expect(opened()).rejects.toMatchObject(
      says('may not read the tables in schema public. Their owner lets it work with them by: grant select, insert'),
    );
    await grantWork();

    const store = new SqlJobStore(await opened());
    const created = await store.create(newJob());
    expect(await store.find(created.organizationId, created.id)).toMatchObject({ status: 'queued' });
    await store.close();
    expect(await missingSteps({ databaseUrl: theirs() })).toEqual({ missing: [], ofNewerVersions: [] });
  });

  test('is told that somebody who may has to take the steps of a new version', async () => {
    await migrateDatabase({ databaseUrl: url });
    await grantWork();
    migrations['9999_newer'] = {
      up: ({ schema }) => schema.alterTable('jobs').addColumn('newer', 'text').execute(),
    };
    onTestFinished(() => void delete migrations['9999_newer']);
    const found = { missing: ['9999_newer'], ofNewerVersions: [] };
    expect(await missingSteps({ databaseUrl: theirs() })).toEqual(found);

    const owners = 'user NAME may not take them: must be owner of table jobs. Run jobwire migrate as the owner of';
    await expect(opened()).rejects.toMatchObject(says('user NAME may not create tables in schema public. Run jobwire'));
    await admin.query(`grant create on schema public to ${name}`);
    await expect(opened()).rejects.toMatchObject(says(owners));

    expect(await migrateDatabase({ databaseUrl: url })).toEqual(found);
    await (await opened()).close();
  });

  test('is told of a schema that it may not look into', async () => {
    await migrateDatabase({ databaseUrl: url });
    await admin.query('revoke usage on schema public from public');

    await expect(opened()).rejects.toMatchObject(says('grant usage on schema public to NAME'));
  });
});
