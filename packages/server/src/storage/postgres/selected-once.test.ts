import { expect, onTestFinished, test } from 'vitest';
import { everyTransition } from '../../test/every-transition.ts';
import { newJob } from '../../test/new-job.ts';
import { testDatabaseUrl } from '../../test/postgres/test-database.ts';
import { SqlJobStore } from '../sql-job-store.ts';
import { openPostgresDatabase } from './open-postgres-database.ts';

/** Ways of joining that leave the one that selects anew for each row. */
const planner = ['hashjoin', 'mergejoin', 'hashagg', 'sort', 'material', 'memoize', 'indexscan', 'bitmapscan'];

test('no more jobs are marked or claimed than asked for, however PostgreSQL plans it', async () => {
  const url = new URL(await testDatabaseUrl());
  url.searchParams.set('options', planner.map((way) => `-c enable_${way}=off`).join(' '));
  const store = new SqlJobStore(await openPostgresDatabase({ url: url.href }));
  onTestFinished(() => store.close());
  for (let job = 0; job < 20; job += 1) await store.create(newJob({ createdAt: 1000, runnableAt: 2000 }));

  expect(await store.markReady(2000, 5)).toBe(5);
  expect(await store.due('org_one', 2000, 20)).toHaveLength(5);

  const [claim] = everyTransition.claimed;
  expect(await store.claimDue('org_one', claim({ now: 2000, attempt: 0 }), 2)).toHaveLength(2);
  expect(await store.due('org_one', 2000, 20)).toHaveLength(3);
});
