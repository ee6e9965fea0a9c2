import { spec } from '@jobwire/contract/spec';
import { missingPage, type SiteFile, siteFiles } from '@jobwire/docs';
import type { JobServer } from '@jobwire/server';

/**
 * Serves the guides, the reference and the contract beside the API. A problem's `type`, such as `/docs/errors#job_not_found`, leads
 * to its place in the guide to errors. The site is made when somebody asks for it first.
 */
export function addDocsRoutes(app: JobServer['app']): void {
  let site: Promise<ReadonlyMap<string, SiteFile>> | undefined;
  let missing: Promise<SiteFile> | undefined;

  // The links of the site are relative to this folder.
  for (const path of ['/', '/docs']) app.get(path, (_request, response) => response.redirect('/docs/'));
  app.get('/openapi.json', (_request, response) => response.json(spec));
  app.get('/docs/{*name}', async (request, response, next) => {
    site ??= siteFiles();
    const files = await site;
    const name = request.path.slice('/docs/'.length) || 'index.html';
    const file = name === '404.html' ? undefined : (files.get(name) ?? files.get(`${name}.html`));
    if (file !== undefined) return send(response, file);
    // A program that took a wrong turn is told so in the words of the contract.
    if (request.headers.accept?.includes('text/html') !== true) return next();
    missing ??= missingPage('/docs/');
    send(response.status(404), await missing);
  });
}

/** As much of an answer of Express as is needed here. */
interface Answer {
  set(headers: Readonly<Record<string, string>>): unknown;
  send(text: string): unknown;
}

function send(response: Answer, { mediaType, text, contentSecurityPolicy }: SiteFile): void {
  response.set({
    'Content-Type': mediaType,
    ...(contentSecurityPolicy === null ? {} : { 'Content-Security-Policy': contentSecurityPolicy }),
  });
  response.send(text);
}
