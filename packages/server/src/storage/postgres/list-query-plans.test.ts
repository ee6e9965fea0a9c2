import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { filtersByIndex, queriesOf } from '../../test/filters-by-index.ts';
import { testDatabaseUrl } from '../../test/postgres/test-database.ts';
import { wholeWalk } from '../lists/find-places.ts';
import { prepareListQueries } from '../lists/list-queries.ts';
import { openPostgresDatabase } from './open-postgres-database.ts';

const url = await testDatabaseUrl();
const database = await openPostgresDatabase({ url });
const queries = prepareListQueries(database.builder);
const client = new pg.Client({ connectionString: url });
await client.connect();
await client.query(`
  insert into jobs (id, organization_id, type, status, version, attempt, max_attempts, priority, metadata_json,
    progress_completed, progress_failed, cancel_forced, created_at, attempts_spent, runnable_at, ready, stored_bytes)
  select 'job_' || n, 'org', case when n % 2 = 0 then 'a' else 'b' end,
    (array['queued', 'completed', 'failed', 'cancelled', 'expired'])[n % 5 + 1], 1, 0, 1, 0, '{"team":"red"}', 0, 0, 0, n, 0, 0, 1, 9
  from generate_series(1, 20000) as n;
  insert into job_metadata (organization_id, key, value, ended_as, created_at, job_id)
  select 'org', 'team', 'red', case when status = 'queued' then '' else status end, created_at, id from jobs;
  analyze jobs, job_metadata;
`);

afterAll(async () => {
  await client.end();
  await database.close();
});

interface Plan {
  readonly 'Node Type': string;
  readonly 'Index Name'?: string;
  readonly 'Index Cond'?: string;
  readonly 'Actual Rows': number;
  readonly Plans?: readonly Plan[];
}

const stepsOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(stepsOf)];

test.each(filtersByIndex)('the filter $given seeks in $index and reads it in order', async ({ given, index, by }) => {
  for (const query of queriesOf(given)) {
    const walk = wholeWalk(query);
    if (walk === null) throw new Error('no index answers this filter');
    const { sql, parameters } = queries.jobs(walk, 20);
    const { rows } = await client.query(`explain (analyze, format json) ${sql}`, [...parameters]);
    const steps = stepsOf(rows[0]['QUERY PLAN'][0].Plan);

    const walks = steps.filter((step) => step['Index Name'] === index);
    expect(walks.length).toBeGreaterThan(0);
    for (const { 'Index Cond': condition } of walks)
      for (const column of by) expect(condition).toContain(`${column} = `);
    // Nothing is read that is not on the page, but for as much of each status.
    expect(steps.map((step) => step['Node Type'])).not.toContain('Seq Scan');
    for (const step of walks) expect(step['Actual Rows']).toBeLessThanOrEqual(20);
  }
});
