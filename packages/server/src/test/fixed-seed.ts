/** For property tests: `FC_SEED=…` repeats a run; without it each run is new. A failure prints its seed. */
export const fixedSeed = process.env.FC_SEED === undefined ? {} : { seed: Number(process.env.FC_SEED) };
