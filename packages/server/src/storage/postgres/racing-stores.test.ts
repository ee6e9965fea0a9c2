import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fastCheckRuns } from '../../test/fast-check-runs.ts';
import { testDatabaseUrl } from '../../test/postgres/test-database.ts';
import { races, racingStores } from '../../test/racing/racing-stores.ts';

const url = await testDatabaseUrl();

test('stores on one PostgreSQL that do anything to the same rows never wait for each other in a circle (F32)', async () => {
  const { race, close } = await racingStores(url);
  let deadlocks = Number.NaN;
  try {
    const tryAll = fc.asyncProperty(races, async (steps) => {
      expect(await race(steps)).toEqual([]);
    });
    await fc.assert(tryAll, { ...fastCheckRuns(8), endOnFailure: true });
  } finally {
    deadlocks = await close();
  }
  expect(deadlocks).toBe(0);
});
