import { expect, test } from 'vitest';
import { databaseFaults } from '../history/database-faults.ts';
import { formatViolations } from '../history/format-violations.ts';
import { freshSeed } from '../history/seeded-random.ts';
import { faultyServer } from './faulty-server.ts';
import { killLoop } from './kill-loop.ts';
import { soakSeconds, someOf } from './thorough.ts';
import { withFailpoint } from './with-failpoint.ts';

test.each(
  someOf(2, [
    { where: 'between two tables', statement: '^create table "job_results"' },
    { where: 'before its first table', statement: '^create table "jobs"' },
    { where: 'between two indexes', statement: '^create index "jobs_by_type"' },
    { where: 'before the step is noted as done', statement: '^insert into "kysely_migration"' },
  ]),
)('a server that is killed $where while it makes its database starts the next time (F39)', async ({ statement }) => {
  const { server, data, create, ended } = faultyServer();
  await expect(server.start(withFailpoint({ statement, what: 'kill' }))).rejects.toThrow('the failpoint was reached');

  await server.start();
  const { id } = await create({ items: 1, item_ms: 0 });
  expect(await ended(id)).toMatchObject({ status: 'completed' });
  await server.stop();
  expect(databaseFaults(data)).toEqual([]);
});

/** How many folders are begun, and how many servers are killed on each. */
const [folders, rounds] = soakSeconds === null ? [1, 4] : [Math.ceil(soakSeconds / 60), 10];

test('a folder whose servers are killed at any statement keeps what was acknowledged and stays sound (F39)', {
  timeout: 240_000 + 1000 * (soakSeconds ?? 0),
}, async () => {
  for (let folder = 0; folder < folders; folder += 1) {
    const { history, broken, databaseFaults } = await killLoop(freshSeed(), rounds);
    expect(formatViolations(history, broken)).toBe('Every invariant holds.\n');
    expect({ seed: history.seed, databaseFaults }).toEqual({ seed: history.seed, databaseFaults: [] });
  }
});
