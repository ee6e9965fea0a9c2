import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import { keptBlocks } from './code-blocks.ts';
import { codeBlocks, root } from './guide.ts';

/** This one, which reads every page. */
const pagesTest = 'test/docs/code-blocks.test.ts';
const guides = 'packages/docs/guides';
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'ARCHITECTURE.md',
  ...(await readdir(join(root, guides))).filter((name) => name.endsWith('.md')).map((name) => `${guides}/${name}`),
];
const texts = new Map<string, string>();
for (const page of pages) texts.set(page, await readFile(join(root, page), 'utf8'));

/** How many blocks of each language each page has. */
const counted = pages.flatMap((page) => {
  const blocks = Map.groupBy(codeBlocks(texts.get(page) ?? ''), ({ language }) => language);
  return Array.from(blocks, ([language, found]) => ({ page, language, count: found.length }));
});

describe('the code blocks of the README and the guides', () => {
  test('are each known to the test that runs them: none can be added without one', () => {
    const nobodyRuns = counted.filter(({ page, language, count }) => keptBlocks[page]?.[language]?.count !== count);
    const lines = nobodyRuns.map(
      ({ page, language, count }) => `${page}: ${count} blocks of "${language}", see test/docs/code-blocks.ts`,
    );
    expect(lines).toEqual([]);
  });

  test('that are kept are there', () => {
    const named = Object.entries(keptBlocks).flatMap(([page, kept]) =>
      Object.keys(kept).map((language) => ({ page, language })),
    );
    const gone = named.filter(
      ({ page, language }) => !counted.some((block) => block.page === page && block.language === language),
    );
    expect(gone).toEqual([]);
  });

  test('are kept by tests that there are, and that read the page', async () => {
    for (const [page, kept] of Object.entries(keptBlocks)) {
      for (const { by } of Object.values(kept)) {
        const source = by === pagesTest ? 'every page' : await readFile(join(root, by), 'utf8');
        expect([page, by, names(page).some((name) => source.includes(name))]).toEqual([page, by, true]);
      }
    }
  });

  test('name a language, and can be read in it', async () => {
    for (const [page, text] of texts) {
      for (const { language, text: block, line } of codeBlocks(text)) {
        const place = `${page}:${line}`;
        expect(['sh', 'ts', 'tsx', 'js', 'json', 'yaml', 'http', 'sql', 'text'], place).toContain(language);
        if (language === 'json') expect(() => JSON.parse(block), place).not.toThrow();
        if (language === 'yaml') expect(parseDocument(block).errors, place).toEqual([]);
        if (language === 'sh') await expect(bashReads(block), place).resolves.toBe('');
      }
    }
  });

  test('that call a script of the workspace call one that there is', async () => {
    const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    for (const text of texts.values()) {
      const called = codeBlocks(text).flatMap(({ language, text: block }) =>
        language === 'sh' ? Array.from(block.matchAll(/\bp?npm (?:run )?([a-z:]+)/g), ([, name]) => name) : [],
      );
      expect([...Object.keys(scripts), 'install']).toEqual(expect.arrayContaining(called));
    }
  });

  test('that show the folders of the house show those that there are', async () => {
    const [house = '', server = ''] = codeBlocks(texts.get('ARCHITECTURE.md') ?? '').map(({ text }) => text);
    const shown = Array.from(server.matchAll(/^([\w-]+)\/ /gm), ([, name = '']) => name);
    const rooms = await readdir(join(root, 'packages/server/src'), { withFileTypes: true });
    const folders = rooms.flatMap((room) => (room.isDirectory() && room.name !== 'test' ? [room.name] : []));
    expect(shown.toSorted()).toEqual(folders.toSorted());
    const packages = Array.from(house.matchAll(/^ {2}([\w-]+)\/ /gm), ([, name = '']) => name);
    expect(packages.toSorted()).toEqual((await readdir(join(root, 'packages'))).toSorted());
  });
});

/** How a test may name a page. The guides for those who move have one test, which names what they move from. */
function names(page: string): string[] {
  const name = basename(page, '.md');
  return ['every page', 'generatedFiles', `${name}.md`, `'${name}'`, `'${name.replace(/^moving-from-/, '')}'`];
}

/** What bash says of the syntax of a script; nothing when it can read it. */
function bashReads(script: string): Promise<string> {
  return new Promise((resolve) => void execFile('bash', ['-nc', script], (_, __, stderr) => resolve(stderr)));
}
