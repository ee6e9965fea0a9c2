import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { guideNames } from '../guide-catalogue.ts';

const repository = fileURLToPath(new URL('../../../../../', import.meta.url));

/** Where a link of a guide leads in the site, or which file of the repository it is about, which is no part of the site. */
export type Target = { readonly href: string } | { readonly file: string };

/** Files of the repository that have a page of their own. */
const pages: Readonly<Record<string, string>> = { 'openapi/openapi.yaml': 'reference.html' };

/**
 * Turns a link between files of the repository into one between pages.
 *
 * @throws when it leads to no file, or to a guide that is not in the catalogue.
 */
export function resolveLink(link: string, folder: string): Target {
  if (/^[a-z]+:/.test(link) || link.startsWith('#')) return { href: link };
  const [path = '', fragment] = link.split('#');
  const file = relative(repository, join(folder, path));
  if (!existsSync(join(repository, file))) throw new Error(`A guide links to ${link}, which is not there.`);
  const hash = fragment === undefined ? '' : `#${fragment}`;
  const [, guide] = /^packages\/docs\/guides\/([^/]+)\.md$/.exec(file) ?? [];
  if (guide !== undefined) {
    if (!guideNames.includes(guide)) throw new Error(`A guide links to ${guide}, which is not in the catalogue.`);
    return { href: `${guide}.html${hash}` };
  }
  const page = pages[file];
  return page === undefined ? { file } : { href: page + hash };
}
