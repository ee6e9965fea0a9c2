import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { newJob } from '../test/new-job.ts';
import { SqlJobStore } from './sql-job-store.ts';
import { openSqliteDatabase } from './sqlite/open-sqlite-database.ts';

test('a ping is answered by the database, and by nothing when that is closed', async () => {
  const store = new SqlJobStore(await openSqliteDatabase(':memory:'));
  await store.ping();

  await store.close();

  await expect(store.ping()).rejects.toThrow();
});

test('a job that cannot be read keeps none that is overdue with it from being found', async () => {
  const database = await openSqliteDatabase(':memory:');
  const store = new SqlJobStore(database);
  onTestFinished(() => store.close());
  const jobs = [await store.create(newJob({ deadlineAt: 2000 })), await store.create(newJob({ deadlineAt: 2001 }))];
  const damage = sql`update jobs set metadata_json = 'no JSON' where id = ${jobs[0]?.id}`;
  await database.writeAlone((transaction) => transaction.run(damage.compile(database.builder)));

  expect(await store.overdue(3000, 10)).toMatchObject(
    jobs.map(({ id, deadlineAt }) => ({ id, deadlineAt, status: 'queued', attempt: 0, leaseExpiresAt: null })),
  );
  await expect(store.jobs([jobs[0]?.id ?? ''])).rejects.toThrow(SyntaxError);
});

test('a job that cannot be marked keeps no other one from becoming due with it', async () => {
  const database = await openSqliteDatabase(':memory:');
  const store = new SqlJobStore(database);
  onTestFinished(() => store.close());
  const waiting = { createdAt: 1000, runnableAt: 2000 };
  const jobs = await Promise.all([1, 2, 3].map(() => store.create(newJob(waiting))));
  const refusal = sql`create trigger refusal before update on jobs when new.id = ${sql.lit(jobs[1]?.id)}
    begin select raise(abort, 'not this one'); end`;
  await database.writeAlone((transaction) => transaction.run(refusal.compile(database.builder)));

  await expect(store.markReady(2000, 3)).rejects.toThrow('not this one');

  expect(await store.due('org_one', 2000, 3)).toEqual([jobs[0]?.id, jobs[2]?.id]);
});
