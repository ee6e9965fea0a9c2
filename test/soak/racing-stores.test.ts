import fc from 'fast-check';
import { expect, test } from 'vitest';
import { databaseUrlOfTest } from '../../packages/server/src/test/postgres/test-database.ts';
import { races, racingStores } from '../../packages/server/src/test/racing/racing-stores.ts';
import { soakSeconds } from '../faults/thorough.ts';
import { freshSeed } from '../history/seeded-random.ts';
import { usageFaults } from '../history/usage-faults.ts';

const racingMs = (soakSeconds ?? 60) * 1000 * 0.1;

const seed = process.env.SOAK_SEED === undefined ? freshSeed() : Number(process.env.SOAK_SEED);

test('stores that race for the same rows for minutes never wait for each other in a circle (F32)', {
  timeout: racingMs + 120_000,
}, async () => {
  console.log(`The seed is ${seed}; SOAK_SEED repeats it.`);
  const url = await databaseUrlOfTest();
  const { race, close } = await racingStores(url);
  let raced = 0;
  let deadlocks = Number.NaN;
  try {
    const tryAll = fc.asyncProperty(races, async (steps) => {
      raced += 1;
      expect(await race(steps)).toEqual([]);
      expect(await usageFaults(url)).toEqual([]);
    });
    const until = { interruptAfterTimeLimit: racingMs, markInterruptAsFailure: false, numRuns: 1_000_000 };
    await fc.assert(tryAll, { seed, endOnFailure: true, ...until });
  } finally {
    deadlocks = await close();
  }
  console.log({ raced, deadlocks });
  expect(deadlocks).toBe(0);
});
