import { defineConfig } from 'vitest/config';
import { type Mutant, mutated } from './mutant.ts';

/** The mutant of this run, as JSON, with the whole path of its file. */
const mutant: Mutant | null = process.env.MUTANT === undefined ? null : JSON.parse(process.env.MUTANT);

/** Runs tests as if one file had one fault in it. No file on the disk changes. */
export default defineConfig({
  plugins: [
    {
      name: 'mutant',
      enforce: 'pre',
      transform: (code, id) => (id === mutant?.file ? mutated(code, mutant) : undefined),
    },
  ],
  test: {
    include: ['packages/server/src/**/*.test.ts'],
    testTimeout: 30_000,
    bail: 1,
    // It is keyed by what is on the disk, where no mutant is.
    fsModuleCache: false,
    maxWorkers: 1,
    // Fixed, so that what fails is the mutant's doing.
    env: { FC_SEED: '7', FC_RUNS: '80' },
  },
});
