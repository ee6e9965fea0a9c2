import { CompiledQuery } from 'kysely';
import pg from 'pg';
import { afterAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { StoreUnavailableError } from '../../domain/errors/store-unavailable-error.ts';
import { cancelledInQueue } from '../../domain/transition.ts';
import { eventually } from '../../test/eventually.ts';
import { newJob } from '../../test/new-job.ts';
import { testDatabaseUrl } from '../../test/postgres/test-database.ts';
import { TestClock } from '../../test/test-clock.ts';
import { migrations } from '../migrations.ts';
import type { SqlDatabase, SqlSession } from '../sql-database.ts';
import { SqlJobStore } from '../sql-job-store.ts';
import { migratePostgres, quietWaitMs, stepsLock } from './migrate-postgres.ts';
import { openPostgresDatabase, type PostgresOptions } from './open-postgres-database.ts';

const url = await testDatabaseUrl();
const admin = new pg.Client({ connectionString: url });
await admin.connect();
afterAll(() => admin.end());

async function opened(options: Partial<PostgresOptions> = {}): Promise<SqlDatabase> {
  const database = await openPostgresDatabase({ url, ...options });
  onTestFinished(() => database.close());
  return database;
}

function run<Row = unknown>(session: SqlSession, text: string, ...values: unknown[]): Promise<readonly Row[]> {
  return session.run(CompiledQuery.raw(text, values) as CompiledQuery<Row>);
}

describe('the tables', () => {
  test('are made once, however many processes start at the same time', async () => {
    await Promise.all(Array.from({ length: 6 }, () => opened()));

    const { rows } = await admin.query('select name from kysely_migration order by name');
    expect(rows).toEqual(Object.keys(migrations).map((name) => ({ name })));
  });

  test('that a newer version has changed are no hindrance for an older one that starts again', async () => {
    await opened();
    await admin.query(`insert into kysely_migration values ('9999_newer', now()::text)`);

    const database = await opened();

    expect(await run(database.reader, 'select 1 as one')).toEqual([{ one: 1 }]);
    await admin.query(`delete from kysely_migration where name = '9999_newer'`);
  });
});

describe('while another process takes the steps', () => {
  beforeEach(async () => {
    const holder = new pg.Client({ connectionString: url });
    await holder.connect();
    await holder.query(`select pg_advisory_lock(${stepsLock})`);
    release = () => holder.end();
  });
  let release: () => Promise<void>;

  const oneHasWaited = (ms: number) =>
    eventually('it has waited', async () => {
      const { rows } = await admin.query(`select 1 from pg_stat_activity where wait_event = 'advisory'
        and datname = current_database() and clock_timestamp() - query_start > interval '${ms} milliseconds'`);
      return rows.length > 0;
    });

  test('one that starts waits for longer than a statement may take', async () => {
    const opening = opened({ statementTimeoutMs: 1000 });
    await oneHasWaited(2000);
    await release();

    expect(await run((await opening).reader, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('one that waits for long says so once, whatever the database says of long statements', async () => {
    let waits = 0;
    const limited = `${url}?options=-c%20statement_timeout%3D1000%20-c%20lock_timeout%3D1000`;
    const onWait = () => {
      waits += 1;
    };
    const clock = new TestClock();
    const migrated = migratePostgres({ url: limited, connectTimeoutMs: 5000, onWait, clock });
    await oneHasWaited(2000);
    await clock.advance(quietWaitMs - 1);
    expect(waits).toBe(0);
    await clock.advance(10 * quietWaitMs);
    expect(waits).toBe(1);
    await release();

    await migrated;
    await migratePostgres({ url, connectTimeoutMs: 5000, onWait, clock });
    expect(clock.pending).toBe(0);
  });
});

test.each([
  [1, 1],
  [5, 2],
  [8, 4],
  [100, 4],
])('of %i connections large writes take %i at the same time, so that others find one', async (connections, atOnce) => {
  expect((await opened({ connections })).largeWrites).toMatchObject({ atOnce });
});

describe('writes', () => {
  const commits: number[] = [];
  let database: SqlDatabase;

  beforeEach(async () => {
    database = await opened({ onCommit: (writes) => commits.push(writes) });
    await admin.query('drop table if exists kept; create table kept (word text primary key, times integer)');
    commits.length = 0;
  });

  const keep = (word: string) =>
    database.write('3-free', (transaction) => run(transaction, 'insert into kept values ($1, 0)', word));

  async function kept(): Promise<string[]> {
    const { rows } = await admin.query<{ word: string }>('select word from kept order by word');
    return rows.map(({ word }) => word);
  }

  test('that wait at the same time share one commit', async () => {
    const words = Array.from({ length: 60 }, (_, index) => `word-${index}`);

    await Promise.all(words.map(keep));

    expect(commits).toEqual([60]);
    expect(await kept()).toEqual(words.toSorted());
  });

  test('that fail leave nothing behind, and take nothing of the others with them', async () => {
    await keep('taken');

    const outcomes = await Promise.allSettled([
      keep('before'),
      keep('taken'),
      database.write('3-free', async (transaction) => {
        await run(transaction, `insert into kept values ('taken back', 0)`);
        throw new Error('thought better of it');
      }),
      keep('after'),
    ]);

    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
    expect(outcomes[1]).toMatchObject({ reason: { code: '23505' } });
    expect(outcomes[2]).toMatchObject({ reason: { message: 'thought better of it' } });
    expect(await kept()).toEqual(['after', 'before', 'taken']);
  });

  test('change what many change behind everything else, and each in the same order', async () => {
    const order: string[] = [];
    const change = (key: '1-destination a' | '2-usage a' | '2-usage b') =>
      database.write('3-free', async (transaction) => {
        await run(transaction, 'select 1');
        order.push('first');
        await transaction.last({ row: key, change: async () => order.push(key) });
      });

    await Promise.all([change('2-usage b'), change('2-usage a'), change('1-destination a')]);

    expect(order).toEqual(['first', 'first', 'first', '1-destination a', '2-usage a', '2-usage b']);
  });

  test('of which two stand in each other’s way both come through (F32)', async () => {
    await Promise.all([keep('one'), keep('two')]);
    const { promise: bothBegan, resolve } = Promise.withResolvers<void>();
    let began = 0;
    const add = (first: string, second: string) =>
      database.writeAlone(async (transaction) => {
        await run(transaction, 'update kept set times = times + 1 where word = $1', first);
        began += 1;
        if (began === 2) resolve();
        await bothBegan;
        await run(transaction, 'update kept set times = times + 1 where word = $1', second);
      });

    await Promise.all([add('one', 'two'), add('two', 'one')]);

    const { rows } = await admin.query('select times from kept');
    expect(rows).toEqual([{ times: 2 }, { times: 2 }]);
  });

  test('whose connection is ended between two statements are written again (F29)', async () => {
    let tries = 0;
    await database.writeAlone(async (transaction) => {
      tries += 1;
      const [row] = await run<{ id: number }>(
        transaction,
        `insert into kept values ('kept', 0)
        returning pg_backend_pid() as id`,
      );
      if (tries === 1) await admin.query('select pg_terminate_backend($1)', [row?.id]);
      await run(transaction, 'select 1');
    });

    expect(tries).toBe(2);
    expect(await kept()).toEqual(['kept']);
  });

  test('whose connection is ended at their commit are told that nobody knows, and are not written twice (F31)', async () => {
    let tries = 0;
    const written = database.writeAlone(async (transaction) => {
      tries += 1;
      const [row] = await run<{ id: number }>(
        transaction,
        `insert into kept values ('perhaps', 0)
        returning pg_backend_pid() as id`,
      );
      await admin.query('select pg_terminate_backend($1)', [row?.id]);
    });

    await expect(written).rejects.toBeInstanceOf(StoreUnavailableError);
    expect(tries).toBe(1);
  });

  test('go on when every connection was ended while nobody used it (F29)', async () => {
    await Promise.all([keep('one'), run(database.reader, 'select 1'), run(database.reader, 'select 1')]);
    await admin.query(`select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'jobwire' and datname = current_database()`);

    await keep('two');

    expect(await kept()).toEqual(['one', 'two']);
  });
});

test('whoever finds no connection free is told so within the bound, and nothing is stored (F6)', async () => {
  const store = new SqlJobStore(await opened({ connections: 1, connectTimeoutMs: 1000 }));
  const blocker = new pg.Client({ connectionString: url });
  await blocker.connect();
  await blocker.query('begin; lock table jobs in exclusive mode');
  const waiting = store.create(newJob());
  await eventually('it waits', async () => {
    const { rows } = await admin.query('select from pg_locks where not granted');
    return rows.length > 0;
  });
  const refused = newJob();

  await expect(store.create(refused)).rejects.toBeInstanceOf(StoreUnavailableError);

  await blocker.query('rollback');
  await blocker.end();
  expect(await waiting).toMatchObject({ status: 'queued' });
  expect(await store.find(refused.organizationId, refused.id)).toBeNull();
});

test('what organizations occupy is what their rows add up to, when two processes create and cancel side by side', async () => {
  await admin.query('delete from jobs; delete from organization_usage');
  const stores = [new SqlJobStore(await opened()), new SqlJobStore(await opened())];
  const organizations = ['org_a', 'org_b', 'org_c'];

  await Promise.all(
    Array.from({ length: 300 }, async (_, index) => {
      const job = await stores[index % 2]?.create(newJob({ organizationId: organizations[index % 3] ?? '' }));
      const end = cancelledInQueue({ now: 1_000_000, reason: null, retentionMs: 1000 });
      // Both try, and one of them does.
      if (index % 5 > 0) await Promise.all(stores.map((store) => store.transition(job?.id ?? '', end)));
    }),
  );

  for (const organizationId of organizations) {
    const { rows } = await admin.query(
      `select count(*) filter (where status = 'queued')::int as jobs, sum(stored_bytes)::int as bytes
       from jobs where organization_id = $1`,
      [organizationId],
    );
    const [{ jobs, bytes }] = rows;
    expect(await stores[0]?.usage(organizationId)).toEqual({ openJobs: jobs, storedBytes: bytes });
    expect(jobs).toBe(20);
  }
});
