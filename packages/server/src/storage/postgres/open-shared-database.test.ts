import { CompiledQuery } from 'kysely';
import pg from 'pg';
import { afterAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { eventually } from '../../test/eventually.ts';
import { testDatabaseUrl } from '../../test/postgres/test-database.ts';
import { openSharedDatabase, type SharedDatabaseOptions } from './open-shared-database.ts';

const url = await testDatabaseUrl();
const admin = new pg.Client({ connectionString: url });
await admin.connect();
afterAll(() => admin.end());

let close: () => Promise<void>;

async function opened(options: Partial<SharedDatabaseOptions> = {}) {
  const database = await openSharedDatabase({ url, ...options });
  let closed: Promise<void> | undefined;
  close = () => {
    closed ??= database.close();
    return closed;
  };
  onTestFinished(() => close());
  return database;
}

async function namesOfConnections(): Promise<string[]> {
  const { rows } = await admin.query<{ name: string }>(`select application_name as name from pg_stat_activity
    where datname = current_database() and application_name like 'jobwire%' order by 1`);
  return rows.map(({ name }) => name);
}

beforeEach(() => eventually('no earlier connection is left', async () => (await namesOfConnections()).length === 0));

async function ask<Row>(database: Pick<Awaited<ReturnType<typeof opened>>, 'reader'>, text: string): Promise<Row[]> {
  return [...(await database.reader.run(CompiledQuery.raw(text) as CompiledQuery<Row>))];
}

test('the time of the database is known when it is open', async () => {
  const { clock } = await opened();
  const { rows } = await admin.query<{ now: string }>('select extract(epoch from clock_timestamp()) * 1000 as now');

  expect(Math.abs(clock.now() - Number(rows[0]?.now))).toBeLessThan(600_000);
});

test('closing it hangs up, and what listens for words as well', async () => {
  const database = await opened({ connections: 1 });
  const { words } = database;
  words.start();
  await eventually('words are heard', () => words.areHeard);
  expect(await namesOfConnections()).toEqual(['jobwire', 'jobwire listener']);

  await close();

  expect(words.areHeard).toBe(false);
  await expect(ask(database, 'select 1')).rejects.toMatchObject({ name: 'StoreUnavailableError' });
  await eventually('both have hung up', async () => (await namesOfConnections()).length === 0);
});

const prepared = `select count(*)::integer as prepared from pg_prepared_statements where name like 'jobwire\\_%'`;

test.each([
  { prepares: undefined, want: 'keeps', least: 2 },
  { prepares: true, want: 'keeps', least: 2 },
  { prepares: false, want: 'keeps no', least: 0 },
])('a connection $want prepared statements where it is asked to as $prepares', async ({ prepares, least }) => {
  const database = await opened({ connections: 1, ...(prepares !== undefined && { prepares }) });

  await ask(database, 'select 1 as one');
  await ask(database, 'select 2 as two');

  const [found] = await ask<{ prepared: number }>(database, prepared);
  if (least === 0) expect(found).toEqual({ prepared: 0 });
  else expect(found?.prepared).toBeGreaterThanOrEqual(least);
});

test('a process that stands still in a transaction loses it after five seconds', async () => {
  const database = await opened();

  expect(await ask(database, 'show idle_in_transaction_session_timeout')).toEqual([
    { idle_in_transaction_session_timeout: '5s' },
  ]);
});
