import { defineConfig } from 'vitest/config';

/** Tests that kill, stop and starve real servers: behind all others and few at a time, so that nothing else slows them down. */
const faults = 'test/faults/**/*.test.ts';

const globalSetup = 'packages/server/src/test/postgres/vitest-setup.ts';

export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'tests',
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
          testTimeout: 90_000,
        },
      },
    ],
  },
});
