import pg from 'pg';
import { afterAll, beforeEach, expect, test } from 'vitest';
import type { IdempotentCreate } from '../../domain/idempotency.ts';
import { eventually } from '../../test/eventually.ts';
import { everyTransition, jobIn } from '../../test/every-transition.ts';
import { newJob } from '../../test/new-job.ts';
import { testDatabaseUrl } from '../../test/postgres/test-database.ts';
import { SqlJobStore } from '../sql-job-store.ts';
import type { DatabaseFault } from './database-fault.ts';
import { openPostgresDatabase } from './open-postgres-database.ts';

const url = await testDatabaseUrl();
const admin = new pg.Client({ connectionString: url });
await admin.connect();
afterAll(() => admin.end());

/** What stood in somebody's way. Two that wait for each other are ended as a conflict after a second. */
const faults: DatabaseFault[] = [];
const connectionListener = { failed: (fault: DatabaseFault) => faults.push(fault), waited: () => {} };

/** A process that reads tables in the order of their rows on the disk, which is not that of their ids. */
async function opened(): Promise<SqlJobStore> {
  const inOrderOfRows = new URL(url);
  inOrderOfRows.searchParams.set('options', '-c enable_indexscan=off -c enable_indexonlyscan=off');
  const store = new SqlJobStore(await openPostgresDatabase({ url: inOrderOfRows.href, connectionListener }));
  afterAll(() => store.close());
  return store;
}

const [one, other] = [await opened(), await opened()];

beforeEach(async () => {
  faults.length = 0;
  await admin.query(`truncate jobs, job_inputs, job_metadata, job_results, job_events, idempotency_keys,
    organization_usage, webhook_messages, webhook_destinations`);
});

const now = 1_000_000;
const [cancel] = everyTransition.cancelledInQueue;
const [claim] = everyTransition.claimed;
const given = { now, attempt: 0 };

test('two groups of writes to the same jobs do not wait for each other', async () => {
  for (const id of ['job_b', 'job_a']) await jobIn(one, 'running', { id });
  const renew = (store: SqlJobStore, id: string) => store.renewLease(id, 1, now);

  await sideBySide({
    held: [job('job_a'), job('job_b')],
    first: () => [renew(one, 'job_a'), renew(one, 'job_b')],
    second: () => [renew(other, 'job_b'), renew(other, 'job_a')],
  });
});

test('a group of writes and a move of many jobs do not wait for each other', async () => {
  for (const id of ['job_b', 'job_a']) await one.create(newJob({ id }));

  const moved = await sideBySide({
    held: [job('job_a'), job('job_b')],
    first: () => ['job_a', 'job_b'].map((id) => one.transition(id, cancel(given))),
    second: () => [other.transitionAll('org_one', ['job_a', 'job_b'], cancel(given))],
  });

  expect(moved.flat().filter((cancelled) => cancelled !== null)).toHaveLength(2);
});

test('a group with a claim of jobs in it and a move of many jobs do not wait for each other', async () => {
  for (const id of ['job_a', 'job_b']) await one.create(newJob({ id }));

  await sideBySide({
    held: [job('job_a')],
    first: () => [one.transitionAll('org_one', ['job_a', 'job_b'], cancel(given))],
    second: () => [other.claimDue('org_one', claim(given), 1), other.transition('job_a', cancel(given))],
  });

  expect(await one.due('org_one', now, 10)).toEqual([]);
});

test('a group of deletions and a purge do not wait for each other', async () => {
  for (const [id, at] of [
    ['job_b', now],
    ['job_a', now + 1],
  ] as const) {
    await one.create(newJob({ id }));
    await one.transition(id, cancel({ now: at, attempt: 0 }));
  }

  await sideBySide({
    held: [job('job_a'), job('job_b')],
    first: () => ['job_a', 'job_b'].map((id) => one.delete('org_one', id)),
    second: () => [other.purge(now * 10, 10)],
  });

  expect(await one.usage('org_one')).toEqual({ openJobs: 0, storedBytes: 0 });
});

test('a group of writes and the release of all leases do not wait for each other', async () => {
  for (const id of ['job_b', 'job_a']) await jobIn(one, 'running', { id });

  await sideBySide({
    held: [job('job_a'), job('job_b')],
    first: () => ['job_a', 'job_b'].map((id) => one.renewLease(id, 1, now + 1000)),
    second: () => [other.releaseLeases(now)],
  });
});

test('two groups of creates with the same keys do not wait for each other', async () => {
  const createAll = (store: SqlJobStore, keys: string) =>
    [...keys].map((key) => store.createOnce(newJob(), onceFor(key)));

  const outcomes = await sideBySide({
    held: [key('c'), key('d')],
    first: () => createAll(one, 'acb'),
    second: () => createAll(other, 'bda'),
  });

  expect(
    outcomes.filter((outcome) => outcome !== null && typeof outcome === 'object' && 'created' in outcome),
  ).toHaveLength(4);
});

/** One that takes the first of what is held and wants the second, and one the other way round, as far as the store lets them. */
async function sideBySide({
  held,
  first,
  second,
}: {
  held: readonly string[];
  first: () => Promise<unknown>[];
  second: () => Promise<unknown>[];
}): Promise<unknown[]> {
  const holders = await Promise.all(held.map(holding));
  const begun: Promise<unknown[]>[] = [];
  let ended = 0;
  for (const begin of [first, second]) {
    begun.push(
      Promise.all(begin()).finally(() => {
        ended += 1;
      }),
    );
    await eventually('each waits', async () => (await waiting()) + ended >= begun.length);
  }
  for (const holder of holders) {
    await eventually('each waits', async () => (await waiting()) + ended >= begun.length);
    await holder.end();
  }
  const values = await Promise.all(begun);

  expect(faults).toEqual([]);
  return values.flat();
}

const job = (id: string) => `select from jobs where id = '${id}' for update`;
const key = (name: string) => `insert into idempotency_keys values ('org_one', '${name}', '', '', 9000000, 0)`;

function onceFor(name: string): IdempotentCreate {
  return { key: name, bodyDigest: 'digest', expiresAt: 9_000_000, answer: () => 'the answer' };
}

async function holding(statement: string): Promise<pg.Client> {
  const holder = new pg.Client({ connectionString: url });
  await holder.connect();
  await holder.query(`begin; ${statement}`);
  return holder;
}

/** How many wait for a lock. */
async function waiting(): Promise<number> {
  const { rows } = await admin.query(
    `select distinct pid from pg_locks where not granted and pid in
      (select pid from pg_stat_activity where datname = current_database())`,
  );
  return rows.length;
}
