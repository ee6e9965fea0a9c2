import { accessSync, constants } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe } from 'vitest';

/** Where Linux distributions put the browser. The environment variable names another place. */
const places = [
  process.env.JOBWIRE_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];
/** The Chromium of this machine; undefined where there is none. */
export const chromiumPath = places.find((place) => place !== undefined && isExecutable(place));
const required = process.env.JOBWIRE_REQUIRE_BROWSER === '1';

/**
 * A suite of tests in one Chromium, which is started before them and closed after them. Without Chromium on the machine the
 * suite is skipped and says so, unless `JOBWIRE_REQUIRE_BROWSER=1` is set: then it fails.
 */
export function describeInChromium(name: string, define: (browser: () => Browser) => void): void {
  if (chromiumPath === undefined && !required) {
    console.warn(
      `Skipped: ${name}. No Chromium was found; install the package chromium, or set JOBWIRE_CHROMIUM to its path.`,
    );
    describe.skip(`${name} (skipped: no Chromium)`, () => define(notStarted));
    return;
  }
  describe(name, () => {
    let browser: Browser | undefined;
    beforeAll(async () => {
      browser = await launchChromium();
    });
    afterAll(() => browser?.close());
    define(() => browser ?? notStarted());
  });
}

/** Starts the Chromium of the machine without a window, and without the calls to its maker that it makes of its own accord. */
export function launchChromium(): Promise<Browser> {
  if (chromiumPath === undefined) {
    throw new Error('No Chromium was found: install the package chromium, or set JOBWIRE_CHROMIUM to its path.');
  }
  return chromium.launch({
    timeout: patienceMs,
    executablePath: chromiumPath,
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** How long a browser may take for anything, in milliseconds: on a busy machine it is the slowest of all. */
const patienceMs = 180_000;

/** A page in a context of its own, whose waits only end what hangs. */
export async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await browser.newPage(options);
  page.setDefaultTimeout(patienceMs);
  return page;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function notStarted(): never {
  throw new Error('Chromium runs only inside the tests of its suite.');
}
