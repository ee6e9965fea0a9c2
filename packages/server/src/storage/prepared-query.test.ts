import { DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler, sql } from 'kysely';
import { expect, test } from 'vitest';
import { prepareQuery } from './prepared-query.ts';

interface Tables {
  jobs: { id: string; status: string; version: number };
}

const builder = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (database) => new SqliteIntrospector(database),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
});

test('a statement is built once and bound to new values each time', () => {
  let built = 0;
  const find = prepareQuery<{ id: string; status: string }, { id: string }>((argument) => {
    built += 1;
    return builder
      .selectFrom('jobs')
      .select('id')
      .where('id', '=', argument('id'))
      .where('status', '=', argument('status'));
  });

  const first = find({ id: 'job_1', status: 'queued' });
  const second = find({ status: 'running', id: 'job_2' });

  expect(built).toBe(1);
  expect(first.sql).toBe('select "id" from "jobs" where "id" = ? and "status" = ?');
  expect(second.sql).toBe(first.sql);
  expect(first.parameters).toEqual(['job_1', 'queued']);
  expect(second.parameters).toEqual(['job_2', 'running']);
});

test('an argument that is used twice is bound twice, and a value that is no argument stays', () => {
  const raise = prepareQuery<{ by: number }, never>((argument) =>
    builder
      .updateTable('jobs')
      .set({ version: sql`version + ${argument('by')} + ${argument('by')}` })
      .where('status', '=', 'running'),
  );

  expect(raise({ by: 2 }).parameters).toEqual([2, 2, 'running']);
  expect(raise({ by: 3 }).parameters).toEqual([3, 3, 'running']);
});

test('nothing is built before the first use', () => {
  prepareQuery<object, never>(() => {
    throw new Error('built');
  });
});
