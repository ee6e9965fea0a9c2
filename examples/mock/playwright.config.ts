import { defineConfig } from '@playwright/test';

const chromium = process.env.JOBWIRE_CHROMIUM;

export default defineConfig({
  testMatch: '*.pw.ts',
  reporter: 'line',
  // What is looked for comes at once, but on a machine that is busy.
  expect: { timeout: 20_000 },
  // A browser of the machine; without the variable it is the one that Playwright installs.
  use: { launchOptions: { args: ['--no-sandbox'], ...(chromium === undefined ? {} : { executablePath: chromium }) } },
});
