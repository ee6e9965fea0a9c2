import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** A page of Markdown, as far as tests look into it. */
export interface Guide {
  readonly text: string;
  /** The code blocks of one language, in their order. */
  blocks(language: string): string[];
  /** The rows of every table that has a column of this name: the texts of that column. */
  column(name: string): string[];
}

/** Reads a page, by its path from the root. */
export async function readGuide(path: string): Promise<Guide> {
  const text = await readFile(new URL(path, new URL('../../', import.meta.url)), 'utf8');
  return {
    text,
    blocks: (language) => codeBlocks(text).flatMap((block) => (block.language === language ? [block.text] : [])),
    column: (name) => columns(text, name),
  };
}

export interface CodeBlock {
  /** Empty when the block names none. */
  readonly language: string;
  readonly text: string;
  /** The line of its fence, from 1. */
  readonly line: number;
}

/** Every fenced code block of a page. */
export function codeBlocks(text: string): CodeBlock[] {
  return Array.from(text.matchAll(/^```(\w*)\n(.*?)^```$/gms), ({ 1: language = '', 2: block = '', index }) => ({
    language,
    text: block,
    line: text.slice(0, index).split('\n').length,
  }));
}

function columns(text: string, name: string): string[] {
  return Array.from(text.matchAll(/(?:^\|.*\n)+/gm), ([table]) => table.trim().split('\n').map(cells)).flatMap(
    ([head = [], , ...rows]) => {
      const at = head.indexOf(name);
      return at === -1 ? [] : rows.map((row) => row[at] ?? '');
    },
  );
}

function cells(row: string): string[] {
  return row
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim());
}
