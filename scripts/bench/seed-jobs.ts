import type { Client } from 'pg';
import { openDataFolder } from '../../packages/server/src/storage/sqlite/data-folder.ts';
import { openSqliteDatabase } from '../../packages/server/src/storage/sqlite/open-sqlite-database.ts';

/** The instant of the first job; each further one comes a second later. */
const firstAt = Date.UTC(2025, 0, 1);
const inTwentyYears = firstAt + 20 * 365 * 86_400_000;
const chunk = 100_000;

/** The job with a number, counted from 1, as its place in a list says it. */
export function seededPlace(number: number): { readonly createdAt: number; readonly id: string } {
  return { createdAt: firstAt + number * 1000, id: `job_${String(number).padStart(26, '0')}` };
}

/** Where the dialects differ in what the seed says. */
interface Dialect {
  /** A select of the whole numbers of a range, as `n`. */
  numbers(first: number, last: number): string;
  readonly id: string;
  readonly metadata: string;
}

const sqlite: Dialect = {
  numbers: (first, last) =>
    `with recursive numbers (n) as (select ${first} union all select n + 1 from numbers where n < ${last}) select n from numbers`,
  id: `printf('job_%026d', n)`,
  metadata: `json_object('customer', customer, 'team', team, 'batch', batch)`,
};

const postgres: Dialect = {
  numbers: (first, last) => `select n from generate_series(${first}, ${last}) as n`,
  id: `'job_' || lpad(n::text, 26, '0')`,
  metadata: `json_build_object('customer', customer, 'team', team, 'batch', batch)::text`,
};

/**
 * Fills an empty data folder with the jobs of organization `bench`, behind the back of the server, in transactions of a
 * hundred thousand. What matches hardly anything among much is there on purpose:
 *
 * - ten jobs each are of type `type.rare`, `expired`, or carry both `customer=acme` and `team=red`;
 * - of type `type.b` none has failed, and of those with `team=red` none has either;
 * - each `batch` has ten jobs.
 *
 * Queued ones are scheduled for a far day, so that the server leaves them alone.
 */
export async function seedJobs(folder: string, count: number): Promise<void> {
  await (await openSqliteDatabase(folder)).close();
  const database = openDataFolder(folder);
  database.exec('pragma synchronous = off; pragma cache_size = -262144');
  await inChunks(count, (statements) => database.exec(statements), sqlite);
  database.close();
}

/**
 * Fills the empty tables of a PostgreSQL with the same jobs. The indexes that no constraint needs are made afterwards, as
 * anybody would who loads much; and what autovacuum would get round to is done at once.
 */
export async function seedPostgresJobs(client: Client, count: number): Promise<void> {
  const { rows: indexes } = await client.query<{ name: string; definition: string }>(
    `select indexname as name, indexdef as definition from pg_indexes
     where tablename in ('jobs', 'job_metadata') and indexname not like '%_pkey'`,
  );
  for (const { name } of indexes) await client.query(`drop index ${name}`);
  await inChunks(count, (statements) => client.query(statements), postgres);
  await client.query(`set maintenance_work_mem = '256MB'`);
  for (const { definition } of indexes) await client.query(definition);
  for (const table of ['jobs', 'job_metadata']) await client.query(`vacuum analyze ${table}`);
}

async function inChunks(count: number, run: (statements: string) => unknown, dialect: Dialect): Promise<void> {
  for (let first = 1; first <= count; first += chunk) {
    const last = Math.min(count, first + chunk - 1);
    process.stderr.write(`\r  seeding ${count} jobs: ${Math.floor((100 * (first - 1)) / count)} % `);
    await run(seedingOf(first, last, count, dialect));
  }
  process.stderr.write('\r\u001b[K');
}

function seedingOf(first: number, last: number, count: number, { numbers, id, metadata }: Dialect): string {
  const rare = Math.max(Math.floor(count / 10), 1);
  const isQueued = (yes: string | number, no: string | number) =>
    `case when status = 'queued' then ${yes} else ${no} end`;
  return `
    begin;
    create temp table seeded as
      select n, ${id} as id, ${firstAt} + n * 1000 as at,
        case when n % ${rare} = 7 then 'type.rare' when n % 5 = 0 then 'type.b' else 'type.a' end as type,
        case when n % ${rare} = 3 then 'expired' when n % 50 = 8 then 'failed' when n % 50 = 9 then 'queued'
             when n % 20 = 1 then 'cancelled' else 'completed' end as status,
        case when n % 2 = 0 then 'acme' else 'globex' end as customer,
        case when n % 2 = 1 or n % ${rare} = 6 then 'red' else 'blue' end as team,
        'batch-' || (n / 10) as batch
      from (${numbers(first, last)}) as numbers;
    insert into jobs (id, organization_id, type, status, version, attempt, max_attempts, priority, metadata_json,
      progress_completed, progress_failed, cancel_forced, created_at, scheduled_for, started_at, finished_at, expires_at,
      attempts_spent, runnable_at, ready, stored_bytes)
    select id, 'bench', type, status, 1, 0, 3, 5, ${metadata}, 0, 0, 0, at,
      ${isQueued(inTwentyYears, 'null')}, null, ${isQueued('null', 'at + 500')}, ${isQueued('null', inTwentyYears)},
      0, ${isQueued(inTwentyYears, 'at')}, ${isQueued(0, 1)}, 100
    from seeded;
    insert into job_metadata (organization_id, key, value, ended_as, created_at, job_id)
    select 'bench', key, value, ${isQueued(`''`, 'status')}, at, id from (
      select 'customer' as key, customer as value, status, at, id from seeded
      union all select 'team', team, status, at, id from seeded
      union all select 'batch', batch, status, at, id from seeded) as pairs;
    drop table seeded;
    commit;
  `;
}
