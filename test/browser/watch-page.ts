import type { Page } from 'playwright-core';

/** What a page did that a well-behaved page does not do. */
export interface PageWatch {
  /** Errors and warnings on its console, and errors that nothing caught. */
  readonly complaints: string[];
  /** Violations of its Content-Security-Policy: the directive and what it kept out. */
  readonly violations: string[];
  /** URLs that it asked another host for. Every such request is refused. */
  readonly strangers: string[];
}

/** Watches a page from before its first navigation on. Only the host given can be reached. */
export async function watchPage(page: Page, origin: string): Promise<PageWatch> {
  const watch: PageWatch = { complaints: [], violations: [], strangers: [] };
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') watch.complaints.push(message.text());
  });
  page.on('pageerror', (error) => watch.complaints.push(String(error)));
  await page.exposeFunction('reportViolation', (violation: string) => watch.violations.push(violation));
  await page.addInitScript(() => {
    const { reportViolation } = window as unknown as { reportViolation: (violation: string) => void };
    document.addEventListener('securitypolicyviolation', (event) => {
      reportViolation(
        `${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber} ${event.sample}`,
      );
    });
  });
  await page.route('**/*', (route) => {
    const url = route.request().url();
    if (url.startsWith(`${origin}/`) || /^(data|blob):/.test(url)) return route.continue();
    watch.strangers.push(url);
    return route.abort();
  });
  return watch;
}
