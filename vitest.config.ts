import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Tests that kill, stop and starve real servers: behind all others and few at a time, so that nothing else slows them down. */
const faults = 'test/faults/**/*.test.ts';

/** Many tests wait for servers and clocks, so that two keep even two processors busy. Vitest would run one there. */
const maxWorkers = Math.max(2, availableParallelism() - 1);

const globalSetup = 'packages/server/src/test/postgres/vitest-setup.ts';

export default defineConfig({
  test: {
    // What hangs is ended. What goes on may take its time: none of these bounds is a claim about how fast something is.
    testTimeout: 240_000,
    hookTimeout: 300_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'tests',
          maxWorkers,
          globalSetup,
          include: [
            'packages/*/src/**/*.test.ts',
            'scripts/**/*.test.ts',
            'test/**/*.test.ts',
            'examples/**/*.test.ts',
          ],
          exclude: ['**/node_modules/**', faults, 'test/soak/**'],
        },
      },
      {
        extends: true,
        test: {
          name: 'faults',
          globalSetup,
          include: [faults],
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
