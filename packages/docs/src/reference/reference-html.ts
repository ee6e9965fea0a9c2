import type { OpenApiDocument } from '@jobwire/contract/spec';
import { escapeHtml } from '../layout/escape-html.ts';
import { generator } from '../layout/generator.ts';
import type { Redoc } from './read-redoc.ts';
import { redocOptions } from './redoc-options.ts';
import { pagePolicy } from './reference-content-security-policy.ts';

interface Parts {
  readonly spec: OpenApiDocument;
  readonly title: string;
  readonly guides: string | undefined;
  readonly redoc: Redoc;
}

/**
 * Starts Redoc with the data in the page, the same for every spec, so that its hash is too. The file for the download is
 * made before that, because Redoc writes into the document that it is given.
 */
const start = `
const { spec, options } = JSON.parse(document.getElementById('data').textContent);
const file = new Blob([JSON.stringify(spec, null, 2)], { type: 'application/json' });
const downloadUrls = [{ title: 'Download', url: URL.createObjectURL(file) }];
Redoc.init(spec, { ...options, downloadUrls }, document.getElementById('reference'));
`;

const style = `
body { margin: 0; font-family: system-ui, sans-serif; }
.notice { max-width: 40rem; margin: 4rem auto; padding: 0 1rem; line-height: 1.5; }
.back { padding: 0.75rem 1.25rem; border-bottom: 1px solid #dde3e7; background: #fafafa; }
.back a { color: #0a6770; text-underline-offset: 0.18em; }
.back a:focus-visible { outline: 2px solid #0a6770; outline-offset: 2px; }
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
${guides === undefined ? '' : `<nav class="back"><a href="${escapeHtml(guides)}">All guides</a></nav>\n`}<div id="reference"><p class="notice">Loading the reference…</p></div>
<script type="application/json" id="data">${escapeData({ spec, options: redocOptions })}</script>
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
