import type { Token } from 'markdown-it';

/** Tables of so many columns have no room on a phone. */
const fewest = 3;

/**
 * Prepares wide tables for narrow screens, where each row becomes a block of lines: every cell carries the title of its column, and
 * says that it is a cell, since a table that is laid out in another way is no longer one to a screen reader.
 */
export function stackOnPhones(tokens: readonly Token[]): void {
  const starts = tokens.flatMap(({ type }, index) => (type === 'table_open' ? [index] : []));
  for (const start of starts) {
    const end = tokens.findIndex(({ type }, index) => index > start && type === 'table_close');
    const table = tokens.slice(start, end);
    const titles = table.flatMap(({ type }, index) => (type === 'th_open' ? [textOf(table[index + 1])] : []));
    if (titles.length >= fewest) label(table, titles);
  }
}

const roles: Readonly<Record<string, string>> = {
  table_open: 'table',
  thead_open: 'rowgroup',
  tbody_open: 'rowgroup',
  tr_open: 'row',
  th_open: 'columnheader',
  td_open: 'cell',
};

function label(table: readonly Token[], titles: readonly string[]): void {
  let column = -1;
  let isHead = true;
  for (const token of table) {
    const role = roles[token.type];
    if (role !== undefined) token.attrSet('role', role);
    if (token.type === 'tbody_open') isHead = false;
    if (token.type === 'tr_open') column = -1;
    if (token.type !== 'td_open' && token.type !== 'th_open') continue;
    column += 1;
    const title = titles[column] ?? '';
    if (title === '') token.attrSet('role', 'cell');
    else if (!isHead) token.attrSet('data-title', title);
  }
}

function textOf(inline: Token | undefined): string {
  return (inline?.children ?? []).map(({ content }) => content).join('');
}
