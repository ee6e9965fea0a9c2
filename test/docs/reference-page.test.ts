import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { operations } from '@jobwire/contract';
import { type OpenApiDocument, spec } from '@jobwire/contract/spec';
import { referenceContentSecurityPolicy, referencePage } from '@jobwire/docs';
import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { describeInChromium, openPage } from '../browser/chromium.ts';
import { type PageWatch, watchPage } from '../browser/watch-page.ts';

const summaries = Object.values(operations).map(({ method, path }) => summaryOf(spec, method, path));

describeInChromium('the reference page', (browser) => {
  let server: Server | undefined;
  let origin: string;
  let page: Page;
  let watch: PageWatch;

  beforeAll(async () => {
    const html = await referencePage();
    const listening = createServer((_, response) => {
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      response.setHeader('Content-Security-Policy', referenceContentSecurityPolicy(html));
      response.end(html);
    }).listen(0, '127.0.0.1');
    await once(listening, 'listening');
    server = listening;
    origin = `http://127.0.0.1:${(listening.address() as AddressInfo).port}`;
  });
  afterAll(() => server?.close());

  beforeEach(async () => {
    page = await openPage(browser());
    watch = await watchPage(page, origin);
  });
  afterEach(() => page.close());

  test('every operation is shown, without a complaint, a violation of the policy, or a request to another host (S24)', async () => {
    await page.goto(`${origin}/docs`);
    for (const summary of summaries) await heading(page, summary).waitFor();
    expect(watch).toEqual({ complaints: [], violations: [], strangers: [] });
  });

  test('the search finds an operation', async () => {
    await page.goto(`${origin}/docs`);
    await page.getByPlaceholder('Search...').fill('cancel');
    await page.locator('[data-role="search:results"]').getByText('Cancel a job').waitFor();
    expect(watch).toEqual({ complaints: [], violations: [], strangers: [] });
  });

  test('the contract can be downloaded from the page', async () => {
    await page.goto(`${origin}/docs`);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download', exact: true }).click(),
    ]);
    expect(await readDownload(await download.createReadStream())).toEqual(spec);
  });

  test('nothing is wider than a phone', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`${origin}/docs`);
    await heading(page, 'Cancel a job').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    expect(watch).toEqual({ complaints: [], violations: [], strangers: [] });
  });

  test('a link to an operation opens the page there', async () => {
    await page.goto(`${origin}/docs#tag/Jobs/operation/cancelJob`);
    const cancel = heading(page, 'Cancel a job');
    await expect
      .poll(async () => Math.abs((await cancel.boundingBox())?.y ?? Number.POSITIVE_INFINITY), { timeout: 120_000 })
      .toBeLessThan(200);
  });
});

function summaryOf({ paths }: OpenApiDocument, method: string, path: string): string {
  return (paths[path] as Record<string, { readonly summary: string }>)[method]?.summary ?? '';
}

function heading(page: Page, text: string): Locator {
  return page.getByRole('heading', { level: 2 }).filter({ hasText: new RegExp(`^\\s*${text}\\s*$`) });
}

async function readDownload(stream: AsyncIterable<Uint8Array>): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString());
}
