import { readFileSync } from 'node:fs';
import { spec } from '@jobwire/contract/spec';
import { policyOfPage } from './content-security-policy.ts';
import { escapeHtml } from './escape-html.ts';
import { generator } from './generator.ts';
import { guideList } from './guide-list.ts';
import { icon, logo } from './logo.ts';

export interface PageParts {
  readonly title: string;
  /** One sentence for those who see the page in a list of others. */
  readonly description: string;
  /** What stands between the bar and the foot of the page. */
  readonly body: string;
  /** The name of the guide that the page is, to mark it in the list of all. */
  readonly current?: string;
  /** The titles of the guides by name. */
  readonly titles: ReadonlyMap<string, string>;
  /** Where the site is, for a page that may be sent in the place of any other: with a slash at its end. */
  readonly root?: string;
}

const style = `\n${readFileSync(new URL('site.css', import.meta.url), 'utf8')}`;

/** The policy of every page made here: its one style, the icon that is in it, and nothing from anywhere. */
export const pageContentSecurityPolicy = policyOfPage(style);

/** A page of the site, which needs no other file and no script. */
export function pageHtml({ title, description, body, current, titles, root = '' }: PageParts): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${pageContentSecurityPolicy.inPage}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="${generator}">
<title>${escapeHtml(title)}</title>
<meta name="description" content="${escapeHtml(description)}">
<link rel="icon" href="${icon}">
<style>${style}</style>
</head>
<body>
<a class="skip" href="#content">Skip to the text</a>
<header class="bar">
<a class="brand" href="${root}index.html">${logo}${escapeHtml(spec.info.title)}</a>
<span class="version">${escapeHtml(spec.info.version)}</span>
<nav class="links" aria-label="Site">
<a href="${root}reference.html">Reference</a>
<a href="${root}openapi.json">OpenAPI file</a>
</nav>
<details class="menu"><summary>Menu</summary><nav aria-label="Menu">
${guideList(titles, root, current)}
<h2>Contract</h2>
<ul><li><a href="${root}reference.html">Reference</a></li><li><a href="${root}openapi.json">OpenAPI file</a></li></ul>
</nav></details>
</header>
${body}
<footer class="foot">${escapeHtml(spec.info.title)} ${escapeHtml(spec.info.version)}, ${escapeHtml(licence)}</footer>
</body>
</html>
`;
}

const licence = (spec.info as unknown as { readonly license: { readonly name: string } }).license.name;
