import type { OpenApiDocument } from '@jobwire/contract/spec';
import { escapeHtml } from '../layout/escape-html.ts';
import { generator } from '../layout/generator.ts';
import type { Redoc } from './read-redoc.ts';
import { redocOptions, redocThemes } from './redoc-options.ts';
import { pagePolicy } from './reference-content-security-policy.ts';

interface Parts {
  readonly spec: OpenApiDocument;
  readonly title: string;
  readonly guides: string | undefined;
  readonly redoc: Redoc;
}

/**
 * Starts Redoc with the data in the page, the same for every spec, so that its hash is too. The file for the download is
 * made before that, because Redoc writes into the document that it is given. Afterwards some of what Redoc draws is told
 * better to those who do not see it or use the keyboard.
 */
const start = `
const { spec, options, themes } = JSON.parse(document.getElementById('data').textContent);
const file = new Blob([JSON.stringify(spec, null, 2)], { type: 'application/json' });
const downloadUrls = [{ title: 'Download', url: URL.createObjectURL(file) }];
const theme = matchMedia('(prefers-color-scheme: dark)').matches ? themes.dark : themes.light;
Redoc.init(spec, { ...options, theme, downloadUrls }, document.getElementById('reference'), () => {
  for (const block of document.querySelectorAll('#reference pre')) block.tabIndex = 0;
  for (const heading of document.querySelectorAll('#reference h5')) heading.setAttribute('aria-level', '3');
  for (const header of document.querySelectorAll('#reference th:empty')) header.setAttribute('role', 'cell');
});
`;

const style = `
body { margin: 0; font-family: system-ui, sans-serif; }
.notice { max-width: 40rem; margin: 4rem auto; padding: 0 1rem; line-height: 1.5; }
:root { color-scheme: light dark; }
body { background: light-dark(#fff, #12171d); color: light-dark(#1b242c, #dfe6ec); }
:focus-visible { outline: 2px solid light-dark(#0a6770, #5cc8cf); outline-offset: 2px; }
.back { padding: 0.75rem 1.25rem; border-bottom: 1px solid light-dark(#dde3e7, #2c3640); background: light-dark(#f6f8f9, #1a2129); }
.back a { color: light-dark(#0a6770, #5cc8cf); text-underline-offset: 0.18em; }
/* Some colours of Redoc are fixed, and meant for white paper. */
#reference table tr { background-color: transparent; }
@media (prefers-color-scheme: dark) {
  #reference :is(h5, caption), #reference :is(h5, caption) span { color: #9fadb9; }
  #reference td div > span:nth-child(n + 3), #reference td div > span > span { color: #5cc8cf; }
  #reference li[class*="tab--selected"] { background: #2c3640; }
}
/* Redoc lets the name of a long example run out of its box. */
#reference .dropdown-select + label { display: block; overflow: hidden; padding-right: 1.5em; text-overflow: ellipsis; white-space: nowrap; }
/* Redoc breaks the words in a table's code at any letter; a wide table scrolls. */
#reference td code { overflow-wrap: normal; word-break: normal; }
`;

/** The page, with its policy in a `meta` element, so that it is locked down from a folder and from any host too. */
export function referenceHtml({ spec, title, guides, redoc }: Parts): string {
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
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<noscript><p class="notice">This reference needs JavaScript. All that it shows is in the OpenAPI file of the API.</p></noscript>
${guides === undefined ? '' : `<nav class="back"><a href="${escapeHtml(guides)}">All guides</a></nav>\n`}<main id="reference"><p class="notice">Loading the reference…</p></main>
<script type="application/json" id="data">${escapeData({ spec, options: redocOptions, themes: redocThemes })}</script>
<script>${redoc.script}</script>
<script>${start}</script>
</body>
</html>
`;
  return `${head}\n<meta http-equiv="Content-Security-Policy" content="${pagePolicy(page)}">${page}`;
}

/** JSON that cannot end the script element it stands in. */
function escapeData(data: unknown): string {
  return JSON.stringify(data).replaceAll('<', '\\u003c');
}
