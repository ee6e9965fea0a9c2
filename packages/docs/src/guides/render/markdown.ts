import markdownIt, { type Token } from 'markdown-it';
import { escapeHtml } from '../../layout/escape-html.ts';
import { highlightCode } from './highlight-code.ts';
import { inlinePicture } from './inline-picture.ts';
import { linkedWords } from './linked-words.ts';
import { resolveLink } from './resolve-link.ts';

/** What the rules know of the guide that they are about. */
export interface GuideSource {
  readonly name: string;
  /** Where its links start from; ends with a slash. */
  readonly folder: string;
}

/**
 * The Markdown of the guides: that of CommonMark with tables. Comments are left out, `<br>` breaks a line in a table,
 * and other HTML is refused, so that what a guide shows on a code host it shows here.
 */
export const markdown = markdownIt('commonmark', { html: true, linkify: false, typographer: false }).enable('table');

const { rules } = markdown.renderer;
const sourceOf = (env: unknown) => (env as { readonly source: GuideSource }).source;

rules.fence = (tokens, index) => {
  const { content, info } = tokenAt(tokens, index);
  const language = info.trim();
  // Can be reached with the keyboard, since it may have to be scrolled.
  return `<pre tabindex="0" data-language="${escapeHtml(language)}"><code>${highlightCode(content, language)}</code></pre>\n`;
};

rules.table_open = (tokens, index) => {
  const role = tokenAt(tokens, index).attrGet('role');
  const table = role === null ? '<table>' : `<table class="stacked" role="${role}">`;
  return `<div class="table" tabindex="0" role="group" aria-label="Table">${table}\n`;
};
rules.table_close = () => '</table></div>\n';

rules.html_block = (tokens, index, _options, env) => {
  const { content } = tokenAt(tokens, index);
  if (/^<!--.*-->\s*$/s.test(content)) return '';
  throw new Error(`${sourceOf(env).name}.md holds HTML, which the site does not show: ${content}`);
};
rules.html_inline = (tokens, index, options, env, self) =>
  tokenAt(tokens, index).content === '<br>' ? '<br>' : (rules.html_block?.(tokens, index, options, env, self) ?? '');

rules.link_open = (tokens, index, _options, env) => {
  const target = resolveLink(String(tokenAt(tokens, index).attrGet('href')), sourceOf(env).folder);
  if ('file' in target) return `<span class="file" title="${escapeHtml(target.file)} in the repository">`;
  const rel = target.href.startsWith('http') ? ' rel="external noreferrer"' : '';
  return `<a href="${escapeHtml(target.href)}"${rel}>`;
};
rules.link_close = (tokens, index, _options, env) => {
  let open = index - 1;
  while (tokenAt(tokens, open).type !== 'link_open') open -= 1;
  const target = resolveLink(String(tokenAt(tokens, open).attrGet('href')), sourceOf(env).folder);
  return 'file' in target ? '</span>' : '</a>';
};

rules.code_inline = (tokens, index) => {
  const { content, meta } = tokenAt(tokens, index);
  const code = `<code>${breakable(escapeHtml(content))}</code>`;
  const href = meta?.linked === false ? undefined : linkedWords.get(content);
  return href === undefined ? code : `<a href="${href}">${code}</a>`;
};

/** A long name may go on in another line behind a word, so that a table of such names fits on a phone. */
function breakable(code: string): string {
  return code.length > 20 ? code.replace(/_(?=[a-z])/gi, '_<wbr>') : code;
}

rules.image = (tokens, index, _options, env) => {
  const image = tokenAt(tokens, index);
  return inlinePicture(sourceOf(env).folder + image.attrGet('src'), image.content);
};

function tokenAt(tokens: readonly Token[], index: number): Token {
  const token = tokens[index];
  if (token === undefined) throw new RangeError(`There is no token ${index}.`);
  return token;
}
