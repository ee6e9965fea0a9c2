import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { CompiledQuery } from 'kysely';
import { expect, test } from 'vitest';
import { StoreUnavailableError } from '../../domain/errors/store-unavailable-error.ts';
import { SqliteConnection } from './sqlite-connection.ts';

/** A database that writes down what is prepared, and fails as it is told. */
class ObservedDatabase extends DatabaseSync {
  readonly prepared: string[] = [];
  errcode: number | null = null;

  override prepare(text: string): StatementSync {
    this.prepared.push(text);
    if (this.errcode !== null) throw Object.assign(new Error('as told'), { errcode: this.errcode });
    return super.prepare(text);
  }
}

function query(sql: string): CompiledQuery<unknown> {
  return { sql, parameters: [] } as unknown as CompiledQuery<unknown>;
}

test.each([
  { what: 'another connection has the lock', errcode: 5 },
  { what: 'a table is locked', errcode: 6 },
  { what: 'memory is short', errcode: 7 },
  { what: 'the file cannot be written', errcode: 8 },
  { what: 'the disk fails', errcode: 10 },
  { what: 'the disk fails while it syncs', errcode: 10 + 4 * 256 },
  { what: 'the disk is full', errcode: 13 },
  { what: 'the file cannot be opened', errcode: 14 },
])('that $what makes the store unavailable', async ({ errcode }) => {
  const database = new ObservedDatabase(':memory:');
  database.errcode = errcode;

  await expect(new SqliteConnection(database).run(query('select 1'))).rejects.toBeInstanceOf(StoreUnavailableError);
});

test.each([
  { what: 'of a broken statement', errcode: 1 },
  { what: 'of an interrupted statement', errcode: 9 },
  { what: 'of a broken file', errcode: 11 },
  { what: 'of a key that is taken', errcode: 19 + 8 * 256 },
])('an error $what is thrown as it is', async ({ errcode }) => {
  const database = new ObservedDatabase(':memory:');
  database.errcode = errcode;

  await expect(new SqliteConnection(database).run(query('select 1'))).rejects.toThrow('as told');
});

test('an error that SQLite knows nothing of is thrown as it is', async () => {
  const connection = new SqliteConnection(new DatabaseSync(':memory:'));
  const unbindable = { sql: 'select ?', parameters: [Symbol('nothing')] } as unknown as CompiledQuery<unknown>;

  await expect(connection.run(unbindable)).rejects.toBeInstanceOf(TypeError);
});

test('each row has every column by its name, also where it is null', async () => {
  const connection = new SqliteConnection(new DatabaseSync(':memory:'));
  const rows = await connection.run(
    query("select 1 as first, null as second, 'a' as third union all select 2, 'b', null"),
  );

  expect(rows).toEqual([
    { first: 1, second: null, third: 'a' },
    { first: 2, second: 'b', third: null },
  ]);
});

test('a statement is prepared once, and the oldest is forgotten when there are more than 500', async () => {
  const database = new ObservedDatabase(':memory:');
  const connection = new SqliteConnection(database);
  const run = (number: number) => connection.run(query(`select ${number} as number`));
  for (let number = 1; number <= 500; number += 1) expect(await run(number)).toEqual([{ number }]);

  await run(1);
  expect(database.prepared).toHaveLength(500);
  await run(501);
  await run(2);
  expect(database.prepared).toHaveLength(501);
  await run(1);
  expect(database.prepared).toHaveLength(502);
});
