import type { OpenApiDocument } from '@jobwire/contract/spec';
import { escapeHtml } from '../layout/escape-html.ts';
import { generator } from '../layout/generator.ts';
import { icon, logo } from '../layout/logo.ts';
import type { Redoc } from './read-redoc.ts';
import { redocOptions, redocThemes } from './redoc-options.ts';
import { pagePolicy } from './reference-content-security-policy.ts';

interface Parts {
  readonly spec: OpenApiDocument;
  readonly title: string;
  readonly guides: string | undefined;
  readonly file: string | undefined;
  readonly redoc: Redoc;
}

/**
 * Starts Redoc with the data in the page, the same for every spec, so that its hash is too. The file for the download is
 * made before that, because Redoc writes into the document that it is given. Some of what Redoc draws, now or when a part is
 * opened, is told better to those who do not see it or use the keyboard.
 */
const start = `
const { spec, options, themes } = JSON.parse(document.getElementById('data').textContent);
const file = new Blob([JSON.stringify(spec, null, 2)], { type: 'application/json' });
const downloadUrls = [{ title: 'Download', url: URL.createObjectURL(file) }];
const theme = matchMedia('(prefers-color-scheme: dark)').matches ? themes.dark : themes.light;
const reference = document.getElementById('reference');
function mend() {
  for (const block of reference.querySelectorAll('pre, .redoc-markdown table')) block.tabIndex = 0;
  for (const heading of reference.querySelectorAll('h5')) heading.setAttribute('aria-level', '3');
  for (const header of reference.querySelectorAll('th:empty')) header.setAttribute('role', 'cell');
  for (const arrow of reference.querySelectorAll('h5 + svg[aria-hidden]')) {
    arrow.removeAttribute('aria-hidden');
    arrow.setAttribute('role', 'button');
    arrow.setAttribute('aria-label', 'Show more or less of the authorizations');
    arrow.setAttribute('tabindex', '0');
    arrow.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      arrow.parentElement.click();
    });
  }
}
Redoc.init(spec, { ...options, theme, downloadUrls }, reference, () => {
  mend();
  new MutationObserver(mend).observe(reference, { childList: true, subtree: true });
});
`;

const style = `
body { margin: 0; font-family: system-ui, sans-serif; }
.notice { max-width: 40rem; margin: 4rem auto; padding: 0 1rem; line-height: 1.5; }
:root { color-scheme: light dark; }
body { background: light-dark(#fff, #12171d); color: light-dark(#1b242c, #dfe6ec); }
:focus-visible { outline: 2px solid light-dark(#0a6770, #5cc8cf); outline-offset: 2px; }
#reference input:focus-visible { outline: 2px solid light-dark(#0a6770, #5cc8cf); outline-offset: 2px; }
.bar { display: flex; align-items: center; gap: 0 1.5rem; min-height: 3.5rem; padding: 0 1.5rem; border-bottom: 1px solid light-dark(#dde3e7, #2c3640); line-height: 1.6; }
.bar a { color: inherit; text-decoration: none; }
.bar a:hover { color: light-dark(#0a6770, #5cc8cf); }
.bar .brand { display: inline-flex; align-items: center; gap: 0.6rem; padding: 0.35rem 0; font-size: 1.125rem; font-weight: 650; }
.bar .brand svg { width: 1.6rem; height: 1.6rem; }
.bar .version { color: light-dark(#55626d, #9fadb9); font-size: 0.8125rem; }
.bar nav { display: flex; gap: 1.5rem; margin-left: auto; font-size: 0.9375rem; }
.bar nav a { padding: 0.5rem 0; }
.notice a { color: light-dark(#0a6770, #5cc8cf); }
@media (max-width: 30rem) {
  .bar { gap: 0 1rem; padding: 0 1rem; }
  .bar .version { display: none; }
  .bar nav { gap: 1rem; }
}
/* Some colours of Redoc are fixed, and meant for white paper. */
#reference table tr { background-color: transparent; }
@media (prefers-color-scheme: dark) {
  #reference :is(h5, caption), #reference :is(h5, caption) span { color: #9fadb9; }
  #reference td div > span:nth-child(n + 3), #reference td div > span > span { color: #5cc8cf; }
  #reference li[class*="tab--selected"] { background: #2c3640; }
}
/* Redoc lets the name of a long example run out of its box. */
#reference .dropdown-select + label { display: block; overflow: hidden; padding-right: 1.5em; text-overflow: ellipsis; white-space: nowrap; }
/* Beside its heading, and in its colour. */
#reference div:has(> h5 + svg) { display: flex; align-items: center; }
#reference h5 + svg { cursor: pointer; }
#reference h5 + svg polygon { fill: currentColor; }
#reference .menu-content label { padding-block: 8px; }
/* Redoc breaks the words in a table's code at any letter; a wide table scrolls. */
#reference td code { overflow-wrap: normal; word-break: normal; }
`;

/** The page, with its policy in a `meta` element, so that it is locked down from a folder and from any host too. */
export function referenceHtml({ spec, title, guides, file, redoc }: Parts): string {
  const head = `<!doctype html>
<html lang="en">
<!--
${redoc.licences.trim()}
-->
<head>
<meta charset="utf-8">`;
  const page = `
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="${generator}">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="${icon}">
<style>${style}</style>
<noscript><style>.loading { display: none; }</style></noscript>
</head>
<body>
${guides === undefined ? '' : bar(spec, guides, file)}<main id="reference">
<p class="notice loading">Loading the reference…</p>
<noscript><p class="notice">This reference is drawn by JavaScript, which is switched off here. Switch it on and load the page again${elsewhere(guides, file)}.</p></noscript>
</main>
<script type="application/json" id="data">${escapeData({ spec, options: redocOptions, themes: redocThemes })}</script>
<script>${redoc.script}</script>
<script>${start}</script>
</body>
</html>
`;
  return `${head}\n<meta http-equiv="Content-Security-Policy" content="${pagePolicy(page)}">${page}`;
}

/** The bar of the other pages of the site. */
function bar({ info }: OpenApiDocument, guides: string, file: string | undefined): string {
  const download = file === undefined ? '' : `\n<a href="${escapeHtml(file)}">OpenAPI file</a>`;
  return `<header class="bar">
<a class="brand" href="${escapeHtml(guides)}">${logo}${escapeHtml(info.title)}</a>
<span class="version">${escapeHtml(info.version)}</span>
<nav aria-label="Site"><a href="${escapeHtml(guides)}">All guides</a>${download}</nav>
</header>
`;
}

/** What there is to read without scripts. */
function elsewhere(guides: string | undefined, file: string | undefined): string {
  const read = guides === undefined ? '' : `, or read the <a href="${escapeHtml(guides)}">guides</a>, which need none`;
  return file === undefined
    ? read
    : `${read}. All that the reference shows is in the <a href="${escapeHtml(file)}">OpenAPI file</a>`;
}

/** JSON that cannot end the script element it stands in. */
function escapeData(data: unknown): string {
  return JSON.stringify(data).replaceAll('<', '\\u003c');
}
