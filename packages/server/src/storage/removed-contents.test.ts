import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { everyTransition, jobIn } from '../test/every-transition.ts';
import { SqlJobStore } from './sql-job-store.ts';
import { openSqliteDatabase } from './sqlite/open-sqlite-database.ts';

test('results of a removed job go by the thousand, however small they are', async () => {
  const database = await openSqliteDatabase(':memory:');
  const store = new SqlJobStore(database);
  const { id } = await jobIn(store, 'running');
  await database.writeAlone(async (transaction) => {
    await transaction.run(
      sql`with recursive numbers(n) as (select 0 union all select n + 1 from numbers where n < 11999)
        insert into job_results (job_id, position, item_id, status, output_json, created_at)
        select ${id}, n, 'item-' || n, 'completed', '{}', 0 from numbers`.compile(database.builder),
    );
    await transaction.run(sql`update jobs set progress_completed = 12000 where id = ${id}`.compile(database.builder));
  });
  await store.transition(id, everyTransition.workCompleted[0]({ now: 1_000_001, attempt: 1 }));
  await store.delete('org_one', id);
  const left: number[] = [];

  do left.push((await store.resultSizes(id, 0, 20_000)).length);
  while (await store.removeContents());

  expect(left).toEqual([12_000, 7000, 2000]);
  expect([await store.resultSizes(id, 0, 1), await store.input(id)]).toEqual([[], null]);
  await store.close();
});
