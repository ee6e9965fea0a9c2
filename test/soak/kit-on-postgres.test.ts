import { conformanceClassNames } from '@jobwire/contract';
import { expect, test } from 'vitest';
import { databaseUrlOfTest } from '../../packages/server/src/test/postgres/test-database.ts';
import { kitOnSharedServers } from '../faults/kit-on-shared-servers.ts';
import { transactionPool } from '../faults/transaction-pool.ts';

/** There is nothing that they do not serve, and a demo.batch takes no nested input. */
const skippedByNature = [
  'body/deepest-is-taken',
  'capabilities/unserved-headers-ignored',
  'capabilities/unserved-members-answer-400',
  'capabilities/unserved-operations-answer-404',
];

test('a process that answers and one that works keep the contract in every class, on one PostgreSQL', async () => {
  const { report, failed, skipped, classes, complaints } = await kitOnSharedServers(await databaseUrlOfTest());
  expect({ seed: report.seed, failed, skipped: skipped.toSorted() }).toEqual({
    seed: report.seed,
    failed: [],
    skipped: skippedByNature,
  });
  expect(classes.toSorted()).toEqual([...conformanceClassNames].toSorted());
  expect(complaints).toEqual([[], []]);
}, 600_000);

test('they keep it behind a pool that shares connections among transactions, and warn once that nobody is heard (F36)', async () => {
  const pool = await transactionPool(await databaseUrlOfTest(), 10);
  const { report, failed, classes, complaints } = await kitOnSharedServers(pool, ['--prepared-statements', 'off']);
  expect({ seed: report.seed, failed }).toEqual({ seed: report.seed, failed: [] });
  expect(classes.toSorted()).toEqual([...conformanceClassNames].toSorted());
  const once = [expect.stringContaining('A proxy that shares connections among transactions causes it')];
  expect(complaints).toEqual([once, once]);
}, 600_000);
