import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { siteFiles } from '@jobwire/docs';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { linkedWords } from '../../packages/docs/src/guides/render/linked-words.ts';
import { describeInChromium } from '../browser/chromium.ts';
import { type PageWatch, watchPage } from '../browser/watch-page.ts';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const files = await siteFiles();
const pages = [...files.keys()].filter((name) => name.endsWith('.html') && name !== 'reference.html');
const referencePlaces = [...linkedWords.values()].flatMap((href) => href.split('reference.html#')[1] ?? []);
const clean = { complaints: [], violations: [], strangers: [] };

describeInChromium('the site', (browser) => {
  let server: Server;
  let origin: string;
  let page: Page;
  let watch: PageWatch;

  beforeAll(async () => {
    server = createServer((request, response) => {
      const file = files.get(request.url?.slice(1) ?? '');
      if (file === undefined) return void response.writeHead(404).end();
      response.setHeader('Content-Type', file.mediaType);
      if (file.contentSecurityPolicy !== null) {
        response.setHeader('Content-Security-Policy', file.contentSecurityPolicy);
      }
      response.end(file.text);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    page = await browser().newPage();
    watch = await watchPage(page, origin);
  });
  afterAll(() => server.close());

  test.each(pages)(
    'shows %s in light and dark and on a phone, without a complaint of anybody (S24)',
    async (name) => {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        // On a phone the colours are the same once more.
        for (const width of colorScheme === 'light' ? [1280, 390] : [1280]) {
          await page.setViewportSize({ width, height: 900 });
          await page.goto(`${origin}/${name}`);
          expect(await page.evaluate(() => document.documentElement.scrollWidth), `width on ${width}`).toBe(width);
          expect(await violations(page), `${colorScheme}, ${width}`).toEqual([]);
        }
      }
      expect(watch).toEqual(clean);
    },
    120_000,
  );

  test('lets a keyboard skip to the text, and shows where it is', async () => {
    await page.goto(`${origin}/limits.html`);
    await page.keyboard.press('Tab');
    const skip = page.getByRole('link', { name: 'Skip to the text' });
    expect(await skip.evaluate((link) => link === document.activeElement && getComputedStyle(link).outlineStyle)).toBe(
      'solid',
    );
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);
  });

  test('needs no script: the menu of a phone opens and leads on', async () => {
    const context = await browser().newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
    const plain = await context.newPage();
    await plain.goto(`${origin}/limits.html`);
    await plain.getByText('Menu', { exact: true }).click();
    await plain.getByRole('link', { name: 'Operations', exact: true }).click();
    expect(await plain.title()).toMatch(/^Operations/);
    await context.close();
  });

  test.each(['light', 'dark'] as const)(
    'shows the reference in %s without a complaint of anybody',
    async (colorScheme) => {
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.emulateMedia({ colorScheme });
      await page.goto(`${origin}/reference.html`);
      await page.locator(`[id="${referencePlaces.at(-1)}"]`).waitFor();
      await page.locator('#reference pre[tabindex="0"]').first().waitFor();
      expect(await violations(page)).toEqual([]);
      expect(watch).toEqual(clean);
    },
    120_000,
  );

  test('leads from a word of the contract to its place in the reference, and back', async () => {
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(`${origin}/reference.html`);
    for (const place of referencePlaces) await page.locator(`[id="${place}"]`).waitFor({ state: 'attached' });
    await page.getByRole('link', { name: 'All guides' }).click();
    await page.getByRole('heading', { level: 1, name: 'The open contract' }).waitFor();
    expect(watch).toEqual(clean);
  });
});

/** What the rules for accessible pages find wrong: the rule, and where. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run: () => Promise<AxeResults> } }).axe.run(),
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}
