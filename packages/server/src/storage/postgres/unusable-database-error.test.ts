import { expect, test } from 'vitest';
import { testDatabaseUrl } from '../../test/postgres/test-database.ts';
import { openPostgresDatabase } from './open-postgres-database.ts';
import { checkTraits, type DatabaseTraits } from './unusable-database-error.ts';

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
  const url = `${await testDatabaseUrl()}?options=-c%20default_transaction_read_only%3Don`;

  await expect(openPostgresDatabase({ url })).rejects.toMatchObject({ name: 'UnusableDatabaseError' });
});
