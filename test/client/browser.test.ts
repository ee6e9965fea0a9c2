import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, test } from 'vitest';
import { describeInChromium, openPage } from '../browser/chromium.ts';
import { endAll, type Running, startJobwire } from '../cli/jobwire.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A page as an application would write it, in an origin of its own. */
const html = `<!doctype html><title>Jobs</title><button id="cancel">Cancel</button><ol id="log"></ol>
<script type="module">
  import { createJobsClient, isNetworkError, isProblem } from './client.js';
  const log = (text) => document.getElementById('log').append(Object.assign(document.createElement('li'), { textContent: text }));
  const { baseUrl, apiKey } = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
  const jobs = createJobsClient({ baseUrl, apiKey, retry: false });
  const caller = new AbortController();
  document.getElementById('cancel').onclick = () => caller.abort();
  try {
    const { job, results } = await jobs.run(
      { type: 'demo.batch', input: { items: 100_000, item_ms: 20 } },
      { signal: caller.signal, cancelOnAbort: true, onProgress: ({ status, progress }) => log(status + ' ' + progress?.completed) },
    );
    log('ended ' + job.status + ' ' + (results.length === job.progress.completed));
    const late = await jobs.cancel(job.id);
    log('again ' + late.outcome);
    const { response } = await jobs.raw.GET('/v1/jobs/{job_id}', { params: { path: { job_id: job.id } } });
    log('read ' + response.headers.get('ETag') + ' ' + (response.headers.get('X-Request-Id') !== null));
    await jobs.get('job_unknown').catch((error) => log('problem ' + isProblem(error, 'job_not_found')));
  } catch (error) {
    log(isNetworkError(error) ? 'no answer' : String(error));
  }
</script>`;

describeInChromium('the client in a page', (browser) => {
  let pages: Server;
  let origin: string;
  let jobwire: Running;
  beforeAll(async () => {
    const { outputFiles } = await build({
      entryPoints: [`${root}packages/client/src/index.ts`],
      bundle: true,
      minify: true,
      format: 'esm',
      platform: 'browser',
      write: false,
    });
    pages = createServer((request, response) => {
      const isScript = request.url === '/client.js';
      response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html; charset=utf-8');
      response.end(isScript ? outputFiles[0]?.text : html);
    }).listen(0, '127.0.0.1');
    await once(pages, 'listening');
    origin = `http://127.0.0.1:${(pages.address() as AddressInfo).port}`;
    jobwire = await startJobwire(['serve', '--port', '0', '--data', ':memory:', '--cors-origin', origin]);
  });
  afterAll(async () => {
    pages?.close();
    await endAll();
  });

  async function open(from: string): Promise<Page> {
    const page = await openPage(browser());
    await page.goto(`${from}/#${new URLSearchParams({ baseUrl: jobwire.url, apiKey: jobwire.key() })}`);
    return page;
  }

  test('creates a job on a server of another origin, watches it, cancels it, and reads what it produced', async () => {
    const page = await open(origin);
    const log = page.locator('#log');
    await log
      .getByText(/^running [1-9]/)
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await log.getByText('ended cancelled true').waitFor();
    await log.getByText('again cancelled').waitFor();
    await log.getByText(/^read "\d+" true$/).waitFor();
    await log.getByText('problem true').waitFor();
    await page.close();
  });

  test('of an origin that the server does not name gets no answer', async () => {
    const page = await open(origin.replace('127.0.0.1', 'localhost'));
    await page.locator('#log').getByText('no answer').waitFor();
    await page.close();
  });
});
