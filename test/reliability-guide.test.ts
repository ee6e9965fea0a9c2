import { readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { invariants } from './history/invariants.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const guideFile = join(root, 'packages/docs/guides/reliability.md');
const guide = readFileSync(guideFile, 'utf8');

/** Each line of the table of faults: its id, the tests that it leads to, and what tries it on PostgreSQL. */
const rows = guide.split('\n').flatMap((line) => {
  const [, id, where, onPostgres] = /^\| (F\d+) \|[^|]*\|[^|]*\|([^|]+)\| ([^|]+) \|$/.exec(line) ?? [];
  return id === undefined || where === undefined ? [] : [{ id, files: linksIn(where), onPostgres }];
});

/** The ids that stand in brackets at the end of the names of tests, by file. */
const namedIn = new Map(testFiles().map((file) => [file, idsIn(readFileSync(join(root, file), 'utf8'))]));

test('every fault in the guide on reliability has tests that name it, where the guide says', () => {
  expect(rows.length).toBeGreaterThan(20);
  for (const { id, files } of rows) {
    expect(files, id).not.toEqual([]);
    for (const file of files) expect([file, ...(namedIn.get(file) ?? [])]).toContain(id);
  }
});

test('every fault that a test names is in the guide, once, with every file that names it', () => {
  const named = [...namedIn].flatMap(([file, ids]) => ids.map((id) => `${id} ${file}`));
  const told = rows.flatMap(({ id, files }) => files.map((file) => `${id} ${file}`));
  expect(named.filter((line) => !told.includes(line))).toEqual([]);
  expect(rows.map(({ id }) => id)).toEqual([...new Set(rows.map(({ id }) => id))]);
});

test('every fault from F1 to F37 is tried on PostgreSQL where the guide says, or it says why not', () => {
  expect(rows.map(({ id }) => id).slice(0, 37)).toEqual(Array.from({ length: 37 }, (_, index) => `F${index + 1}`));
  for (const { id, files, onPostgres } of rows) {
    const runs = new Set(files.flatMap((file) => runsOnPostgres(id, file)));
    if (onPostgres === 'npm test') expect([id, ...runs]).toContain('npm test');
    else if (onPostgres === 'soak') expect([id, ...runs]).toEqual([id, 'soak']);
    else expect([id, onPostgres, ...runs]).toEqual([id, expect.stringContaining(' '), ...[]]);
  }
});

test('the guide lists the invariants in the words of the checker', () => {
  const told = Array.from(guide.matchAll(/^\| (\d+) \| (.*) \|$/gm), ([, number, title]) => ({ number, title }));
  expect(told).toEqual(invariants.map(({ number, title }) => ({ number: String(number), title })));
});

test('the links of the guide lead to files', () => {
  for (const file of linksIn(guide)) expect(statSync(join(root, file), { throwIfNoEntry: false }), file).toBeDefined();
});

function linksIn(text: string): string[] {
  return Array.from(text.matchAll(/\]\(([^)#]+)\)/g), ([, target = '']) =>
    relative(root, join(dirname(guideFile), target)),
  );
}

/** Which of the two runs tries a fault on PostgreSQL with this file, as its source tells. */
function runsOnPostgres(id: string, file: string): ('npm test' | 'soak')[] {
  const source = readFileSync(join(root, file), 'utf8');
  const usesPostgres = /sharedServers|testDatabase|databaseUrlOfTest|kitOnSharedServers/.test(source);
  // Every suite runs on both databases.
  if (/-suite[./]/.test(file)) return ['npm test'];
  const tests = source.split(/\n(?= *(?:test|describe)\b)/).filter((text) => idsIn(text).includes(id));
  const wrapped = source.includes('describe.each(thoroughlyOnBothDatabases)');
  return tests.flatMap((text) => {
    if (wrapped || text.includes('test.each(thoroughlyOnBothDatabases)')) return ['soak' as const];
    if (text.includes('test.each(onBothDatabases)')) return ['npm test' as const];
    if (!usesPostgres) return [];
    return [file.startsWith('test/soak/') ? ('soak' as const) : ('npm test' as const)];
  });
}

function idsIn(source: string): string[] {
  const brackets = Array.from(source.matchAll(/\(([FS]\d+(?:, [FS]\d+)*)\)['"`]/g), ([, ids = '']) => ids.split(', '));
  return [...new Set(brackets.flat())].filter((id) => id.startsWith('F'));
}

function testFiles(): string[] {
  const files = ['packages', 'test'].flatMap((folder) =>
    ts.sys.readDirectory(join(root, folder), ['.ts'], ['**/node_modules', '**/dist']),
  );
  return files
    .map((file) => relative(root, file))
    .filter((file) => file.startsWith('test/') || file.endsWith('.test.ts') || /-suite[./]/.test(file));
}
