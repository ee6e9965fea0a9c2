import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { spec } from '@jobwire/contract/spec';
import { referenceContentSecurityPolicy, referencePage, type SiteFile, siteFiles } from '@jobwire/docs';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { linkedWords } from '../../packages/docs/src/guides/render/linked-words.ts';
import { describeInChromium } from '../browser/chromium.ts';
import { type PageWatch, watchPage } from '../browser/watch-page.ts';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const files = new Map([...(await siteFiles()), ['short-reference.html', await shortReference()]]);
const pages = [...files.keys()].filter((name) => name.endsWith('.html') && !name.endsWith('reference.html'));
const referencePlaces = [...linkedWords.values()].flatMap((href) => href.split('reference.html#')[1] ?? []);
/** All rules but the one about colours. */
const structure: RunOptions = { rules: { 'color-contrast': { enabled: false } } };
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

  async function look(colorScheme: 'light' | 'dark', width: number): Promise<void> {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
  }

  test.each(pages)('shows %s in light and dark and on a phone, without a complaint of anybody (S24)', async (name) => {
    await look('light', 1280);
    await page.goto(`${origin}/${name}`);
    expect(await violations(page), 'light').toEqual([]);
    await look('light', 390);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), 'width').toBe(390);
    expect(await violations(page, structure), 'phone').toEqual([]);
    await look('dark', 1280);
    expect(await violations(page, { runOnly: ['color-contrast'] }), 'dark').toEqual([]);
    expect(watch).toEqual(clean);
  });

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
      await look(colorScheme, 1280);
      await page.goto(`${origin}/short-reference.html`);
      await page.locator('[id="tag/Jobs/operation/cancelJob"]').waitFor();
      await page.locator('#reference pre[tabindex="0"]').first().waitFor();
      expect(await violations(page)).toEqual([]);
      await look(colorScheme, 390);
      expect(await violations(page, structure), 'phone').toEqual([]);
      expect(watch).toEqual(clean);
    },
  );

  test('lets a keyboard search the reference and open the authorizations, and shows where it is', async () => {
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(`${origin}/short-reference.html`);
    const search = page.getByPlaceholder('Search...');
    await search.focus();
    expect(await search.evaluate((input) => getComputedStyle(input).outlineStyle)).toBe('solid');
    await page.getByRole('button', { name: 'Show more or less of the authorizations' }).first().focus();
    await page.keyboard.press('Enter');
    await page.getByText('HTTP Authorization Scheme').first().waitFor({ timeout: 10_000 });
  });

  test('says what to read instead of the reference where there are no scripts', async () => {
    const context = await browser().newContext({ javaScriptEnabled: false });
    const plain = await context.newPage();
    await plain.goto(`${origin}/reference.html`);
    expect(await plain.getByText('Loading the reference').isVisible()).toBe(false);
    expect(await plain.locator('main noscript p').textContent()).toContain('Switch it on and load the page again');
    await plain.locator('main noscript a[href="index.html"]').click();
    expect(await plain.title()).toMatch(/^Jobwire/);
    await context.close();
  });

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
async function violations(page: Page, options: RunOptions = {}): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe);
  const { violations } = await page.evaluate(
    (options) => (globalThis as unknown as { axe: Axe }).axe.run(document, { ...options, resultTypes: ['violations'] }),
    options,
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

interface Axe {
  run(context: Document, options: RunOptions): Promise<AxeResults>;
}

/** The reference of two operations and half of the prose, which has every kind of part: the rules take long for all of it. */
async function shortReference(): Promise<SiteFile> {
  const [create, cancel] = ['/v1/jobs', '/v1/jobs/{job_id}/cancel'];
  const { post } = spec.paths[create] ?? {};
  const [prose = ''] = spec.info.description.split('## Headers on every answer');
  const text = await referencePage({
    spec: {
      ...spec,
      info: { ...spec.info, description: prose },
      paths: { [create]: { post }, [cancel]: spec.paths[cancel] ?? {} },
      webhooks: {},
    },
    guides: 'index.html',
    file: 'openapi.json',
  });
  return { mediaType: 'text/html', text, contentSecurityPolicy: referenceContentSecurityPolicy(text) };
}
