import { spec } from '@jobwire/contract/spec';
import { missingPage, type SiteFile, siteFiles } from './site-files.ts';

/** What a server sends for a path of the site. */
export interface SiteAnswer {
  readonly status: 200 | 302 | 404;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

let files: Promise<ReadonlyMap<string, SiteFile>> | undefined;
let missing: Promise<SiteFile> | undefined;

/**
 * The answer of a host that has the site at `/docs/`, and the contract at `/openapi.json`. A problem's `type`, such as
 * `/docs/errors#job_not_found`, leads to its place in the guide to errors. The site is made when somebody asks for it first.
 *
 * @param path of the request, without its query
 * @param accept the header of the request; who takes `text/html` sees a page where there is none
 * @returns null when the host has to answer by itself.
 */
export async function siteAnswer(path: string, accept = ''): Promise<SiteAnswer | null> {
  // The links of the site are relative to this folder.
  if (path === '/' || path === '/docs') return { status: 302, headers: { Location: '/docs/' }, text: '' };
  if (path === '/openapi.json') {
    return { status: 200, headers: { 'Content-Type': 'application/json; charset=utf-8' }, text: JSON.stringify(spec) };
  }
  if (!path.startsWith('/docs/')) return null;
  files ??= siteFiles();
  const name = path.slice('/docs/'.length) || 'index.html';
  const found = await files;
  const file = name === '404.html' ? undefined : (found.get(name) ?? found.get(`${name}.html`));
  if (file !== undefined) return answerWith(200, file);
  // A program that took a wrong turn is told so in the words of the API.
  if (!accept.includes('text/html')) return null;
  missing ??= missingPage('/docs/');
  return answerWith(404, await missing);
}

function answerWith(status: 200 | 404, { mediaType, text, contentSecurityPolicy }: SiteFile): SiteAnswer {
  const policy = contentSecurityPolicy === null ? {} : { 'Content-Security-Policy': contentSecurityPolicy };
  return { status, headers: { 'Content-Type': mediaType, ...policy }, text };
}
