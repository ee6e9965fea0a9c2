import { spec } from '@jobwire/contract/spec';
import { readGuides } from './guides/read-guides.ts';
import { guidePage } from './layout/guide-page.ts';
import { notFoundPage } from './layout/not-found-page.ts';
import { pageContentSecurityPolicy } from './layout/page-html.ts';
import { startPage } from './layout/start-page.ts';
import { referenceContentSecurityPolicy } from './reference/reference-content-security-policy.ts';
import { referencePage } from './reference/reference-page.ts';

/** A file of the site, and what a server sends with it. */
export interface SiteFile {
  readonly mediaType: string;
  readonly text: string;
  /** The value of the header `Content-Security-Policy`; null for what is no page. */
  readonly contentSecurityPolicy: string | null;
}

/** Where the site will be. */
export interface SiteOptions {
  /** The path of the site on its host, with a slash at its end: `/` unless said otherwise. */
  readonly root?: string | undefined;
}

/**
 * Every file of the site by its name: the start page (`index.html`), the guides, the reference, `404.html` for hosts that send it
 * in the place of a missing page, and `openapi.json`. All links between them are relative, so the site may be served from any
 * folder of any host, or opened from a disk. The links of `404.html` alone begin at the root of the host, since it is sent at any depth.
 */
export async function siteFiles({ root = '/' }: SiteOptions = {}): Promise<ReadonlyMap<string, SiteFile>> {
  const guides = await readGuides();
  const titles = new Map(guides.map(({ name, title }) => [name, title]));
  const reference = await referencePage({ guides: 'index.html', file: 'openapi.json' });
  return new Map([
    ['index.html', page(startPage(titles))],
    ...guides.map((guide) => [`${guide.name}.html`, page(guidePage(guide, titles))] as const),
    ['reference.html', page(reference, referenceContentSecurityPolicy(reference))],
    ['404.html', page(notFoundPage(titles, root))],
    ['openapi.json', { mediaType: 'application/json', text: contractFile(), contentSecurityPolicy: null }],
  ]);
}

/**
 * The page to send, with status 404, in the place of one that is not there.
 *
 * @param root the path of the site on its host, with a slash at its end.
 */
export async function missingPage(root: string): Promise<SiteFile> {
  const titles = new Map((await readGuides()).map(({ name, title }) => [name, title]));
  return page(notFoundPage(titles, root));
}

function page(text: string, contentSecurityPolicy = pageContentSecurityPolicy.header): SiteFile {
  return { mediaType: 'text/html; charset=utf-8', text, contentSecurityPolicy };
}

function contractFile(): string {
  return `${JSON.stringify(spec, null, 2)}\n`;
}
