import { expect, test } from 'vitest';
import { soakSeconds } from '../faults/thorough.ts';
import { countAcknowledgements } from '../history/count-acknowledgements.ts';
import { formatViolations } from '../history/format-violations.ts';
import { killRun } from '../history/kill-run.ts';
import { freshSeed } from '../history/seeded-random.ts';

/** What of the whole time is left after the other tests. */
const killingMs = (soakSeconds ?? 60) * 1000 * 0.2;

const seed = process.env.SOAK_SEED === undefined ? freshSeed() : Number(process.env.SOAK_SEED);

test('after random kills under load nothing that was acknowledged is lost, and nothing stays open (F24)', {
  timeout: killingMs + 200_000,
}, async () => {
  console.log(`The seed is ${seed}; SOAK_SEED repeats it.`);
  const until = performance.now() + killingMs;
  const run = await killRun({
    seed,
    callers: 12,
    livesMs: [20, 4000],
    goOn: () => performance.now() < until,
    patienceMs: 120_000,
  });
  console.log(`${run.kills} kills`, countAcknowledgements(run.history));
  expect(formatViolations(run.history, run.broken)).toBe('Every invariant holds.\n');
  expect(run).toMatchObject({ stuck: 0, databaseFaults: [] });
});
