import { CompiledQuery } from 'kysely';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { testDatabaseUrl } from '../../test/postgres/test-database.ts';
import type { SqlSession } from '../sql-database.ts';
import { openPostgresDatabase } from './open-postgres-database.ts';
import type { PostgresDatabase } from './postgres-database.ts';

const url = await testDatabaseUrl();

/** One with a single connection, and what its listener was told. */
let database: PostgresDatabase;
let waits: number[];
let faults: string[];

beforeEach(async () => {
  waits = [];
  faults = [];
  database = await openPostgresDatabase({
    url,
    connections: 1,
    connectionListener: { waited: (durationMs) => waits.push(durationMs), failed: (fault) => faults.push(fault) },
  });
  onTestFinished(() => database.close());
});

const run = (session: SqlSession, text: string) => session.run(CompiledQuery.raw(text));

test('connections are counted by what becomes of them, and so is who waits for one, and for how long', async () => {
  await run(database.reader, 'select 1');
  expect(database.connections).toEqual({ active: 0, idle: 1, limit: 1, waiting: 0 });
  const held = Promise.withResolvers<void>();
  const got = Promise.withResolvers<void>();
  const holder = database.writeAlone(() => {
    got.resolve();
    return held.promise;
  });
  await got.promise;
  waits.length = 0;
  const began = performance.now();
  const waiter = run(database.reader, 'select 1');

  expect(database.connections).toEqual({ active: 1, idle: 0, limit: 1, waiting: 1 });
  expect(waits).toEqual([]);
  held.resolve();
  await Promise.all([holder, waiter]);

  expect(database.connections).toEqual({ active: 0, idle: 1, limit: 1, waiting: 0 });
  expect(waits).toHaveLength(1);
  expect(waits[0]).toBeGreaterThan(0);
  expect(waits[0]).toBeLessThanOrEqual(performance.now() - began);
  expect(faults).toEqual([]);
});

test.each([
  { what: 'another transaction in its way', code: '40001', want: Array(5).fill('conflict') },
  { what: 'a database that lacks memory', code: '53200', want: ['unavailable'] },
  { what: 'a statement that is wrong', code: '22012', want: [] },
])('$what is counted as it is, once for each try', async ({ code, want }) => {
  const raised = run(database.reader, `do $$ begin raise exception 'told to' using errcode = '${code}'; end $$`);

  await expect(raised).rejects.toThrow();

  expect(faults).toEqual(want);
});

test('a connection that is lost is counted, and the work is done on another', async () => {
  let tries = 0;
  await database.writeAlone(async (transaction) => {
    tries += 1;
    if (tries === 1) await run(transaction, 'select pg_terminate_backend(pg_backend_pid())');
  });

  expect([tries, faults]).toEqual([2, ['disconnected']]);
});
