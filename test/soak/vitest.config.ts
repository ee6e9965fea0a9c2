// `pnpm test:soak`: every fault in all its variants, and what only shows after minutes.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: fileURLToPath(new URL('../..', import.meta.url)),
    globalSetup: 'packages/server/src/test/postgres/vitest-setup.ts',
    include: ['test/faults/**/*.test.ts', 'test/soak/**/*.test.ts'],
    testTimeout: 240_000,
    hookTimeout: 300_000,
    fileParallelism: false,
    reporters: ['verbose'],
    env: { SOAK_SECONDS: process.env.SOAK_SECONDS ?? '600' },
  },
});
