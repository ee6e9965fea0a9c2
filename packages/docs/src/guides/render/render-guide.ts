import type { Token } from 'markdown-it';
import { escapeHtml } from '../../layout/escape-html.ts';
import type { Guide, Heading } from '../guide.ts';
import { headingId } from './heading-id.ts';
import { markdown } from './markdown.ts';
import { stackOnPhones } from './stack-on-phones.ts';

/**
 * Makes a guide from its Markdown.
 *
 * @param folder where its links start from; ends with a slash.
 * @throws when it does not begin with its title, or holds what the site cannot show.
 */
export function renderGuide(name: string, text: string, folder: string): Guide {
  const env = { source: { name, folder } };
  const [open, titleToken, close, ...tokens] = dropComments(markdown.parse(text, env));
  if (open?.tag !== 'h1' || titleToken === undefined || close === undefined) {
    throw new Error(`${name}.md does not begin with its title: a line with # and its name.`);
  }
  const headings = addAnchors(tokens);
  showPicturesAlone(tokens);
  stackOnPhones(tokens);
  emptyHeadersAreCells(tokens);
  for (const token of tokens) leaveWordsAlone(token, name);
  leaveOtherApisAlone(tokens);
  return { name, title: textOf(titleToken), html: markdown.renderer.render(tokens, markdown.options, env), headings };
}

/** A comment may stand before the title. */
function dropComments(tokens: readonly Token[]): Token[] {
  return tokens.filter(({ type, content }) => type !== 'html_block' || !content.startsWith('<!--'));
}

/** Gives every heading a fragment, and a link to itself. */
function addAnchors(tokens: Token[]): Heading[] {
  const headings: Heading[] = [];
  for (const [index, token] of tokens.entries()) {
    const inline = tokens[index + 1];
    if (token.type !== 'heading_open' || inline?.children == null) continue;
    const text = textOf(inline);
    const id = headingId(text, new Set(headings.map((heading) => heading.id)));
    token.attrSet('id', id);
    headings.push({ level: Number(token.tag.slice(1)), id, text });
    for (const child of inline.children) child.meta = { ...child.meta, linked: false };
    inline.children.push(anchorTo(id, text, inline));
  }
  return headings;
}

function anchorTo(id: string, text: string, like: Token): Token {
  const anchor = new (like.constructor as new (type: string, tag: string, nesting: 0) => Token)(
    'heading_anchor',
    '',
    0,
  );
  anchor.content = `<a class="anchor" href="#${id}" aria-label="Link to ${escapeHtml(text)}">#</a>`;
  return anchor;
}
markdown.renderer.rules.heading_anchor = (tokens, index) => tokens[index]?.content ?? '';

/** A picture is a figure of its own, and no part of a paragraph. */
function showPicturesAlone(tokens: readonly Token[]): void {
  for (const [index, { children }] of tokens.entries()) {
    if (children?.length !== 1 || children[0]?.type !== 'image') continue;
    for (const around of [tokens[index - 1], tokens[index + 1]]) if (around !== undefined) around.hidden = true;
  }
}

/** The corner of a table with titles on two sides is the title of nothing. */
function emptyHeadersAreCells(tokens: readonly Token[]): void {
  for (const [index, token] of tokens.entries()) {
    if (token.type !== 'th_open' || tokens[index + 1]?.content !== '') continue;
    for (const cell of [token, tokens[index + 2]]) if (cell !== undefined) cell.tag = 'td';
  }
}

/** Words within a link are not linked once more, and the page about errors does not lead to itself all the time. */
function leaveWordsAlone({ children }: Token, name: string): void {
  let within = 0;
  for (const child of children ?? []) {
    if (child.type === 'link_open') within += 1;
    if (child.type === 'link_close') within -= 1;
    if (child.type === 'code_inline' && within > 0) child.meta = { linked: false };
    if (child.type === 'code_inline' && name === 'errors' && child.content.includes('_'))
      child.meta = { linked: false };
  }
}

/** Beside a column of Jobwire stand calls and words of somebody else, which may look the same. */
function leaveOtherApisAlone(tokens: readonly Token[]): void {
  let titles: string[] = [];
  let column = -1;
  for (const [index, { type }] of tokens.entries()) {
    if (type === 'table_open') titles = [];
    if (type === 'tr_open') column = -1;
    if (type !== 'th_open' && type !== 'td_open') continue;
    column += 1;
    const cell = tokens[index + 1];
    if (cell === undefined) continue;
    if (type === 'th_open') titles.push(textOf(cell));
    if (!titles.includes('Jobwire') || titles[column] === 'Jobwire') continue;
    for (const child of cell.children ?? []) if (child.type === 'code_inline') child.meta = { linked: false };
  }
}

function textOf({ children }: Token): string {
  return (children ?? [])
    .filter(({ type }) => type === 'text' || type === 'code_inline')
    .map(({ content }) => content)
    .join('');
}
