import { expect, test } from 'vitest';
import { databaseFaults } from '../history/database-faults.ts';
import { faultyServer, withFailpoint } from './faulty-server.ts';

test.each([
  { where: 'before its first table', statement: '^create table "jobs"' },
  { where: 'between two tables', statement: '^create table "job_results"' },
  { where: 'between two indexes', statement: '^create index "jobs_by_type"' },
  { where: 'before the step is noted as done', statement: '^insert into "kysely_migration"' },
])('a server that is killed $where while it makes its database starts the next time (F39)', async ({ statement }) => {
  const { server, data, create, ended } = faultyServer();
  await expect(server.start(withFailpoint({ statement, what: 'kill' }))).rejects.toThrow('the failpoint was reached');

  await server.start();
  const { id } = await create({ items: 1, item_ms: 0 });
  expect(await ended(id)).toMatchObject({ status: 'completed' });
  await server.stop();
  expect(databaseFaults(data)).toEqual([]);
});
