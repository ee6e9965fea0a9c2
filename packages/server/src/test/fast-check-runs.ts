/**
 * How a property test runs: `numRuns` unless `FC_RUNS=…` says otherwise, and with the seed of `FC_SEED=…` to repeat a run
 * that failed. A failure prints its seed.
 */
export function fastCheckRuns(numRuns: number): { numRuns: number; seed?: number } {
  const { FC_RUNS, FC_SEED } = process.env;
  return {
    numRuns: FC_RUNS === undefined ? numRuns : Number(FC_RUNS),
    ...(FC_SEED === undefined ? {} : { seed: Number(FC_SEED) }),
  };
}
