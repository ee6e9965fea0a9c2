import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabaseUrl } from '../../test/postgres/test-database.ts';
import { openPostgresDatabase } from './open-postgres-database.ts';
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

  await expect(openPostgresDatabase({ url: readOnly })).rejects.toMatchObject({ name: 'UnusableDatabaseError' });
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
  const opened = () => {
    const theirs = new URL(url);
    theirs.username = name;
    return openPostgresDatabase({ url: theirs.href });
  };
  const says = (message: string) => ({
    name: 'UnusableDatabaseError',
    message: expect.stringContaining(message.replaceAll('NAME', name)),
  });

  test('is told which one is missing and how to grant it, and does with it', async () => {
    const want = says('user NAME may not create tables in schema public. Somebody who may grant it');
    await expect(opened()).rejects.toMatchObject(want);
    await expect(opened()).rejects.toMatchObject(says('grant usage, create on schema public to NAME'));

    await admin.query(`grant usage, create on schema public to ${name}`);
    await (await opened()).close();
    await admin.query(`reassign owned by ${name} to current_user; revoke all on kysely_migration from ${name}`);
    await expect(opened()).rejects.toMatchObject(
      says('user NAME has to own the tables, or to have all rights on them'),
    );
  });
});
