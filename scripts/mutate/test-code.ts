import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';

/** Whether a file is there for tests alone, so that no mutant of it says anything. */
export function isTestCode(file: string): boolean {
  return /(\.test|suite)\.ts$|-suite\/|\/src\/test\//.test(file);
}

/** A digest of a test file and of everything that it imports by a path; of test code alone where `only` says so. */
export function digestOfTest(root: string, test: string, only: 'test code' | 'everything'): string {
  const known = digests.get(`${only} ${test}`);
  if (known !== undefined) return known;
  const digest = createHash('sha256');
  const files = [...importsOf(root, test, new Set())].sort();
  for (const file of files) {
    if (only === 'everything' || isTestCode(file)) digest.update(`${file}\n${textOf(join(root, file))}\n`);
  }
  const made = digest.digest('hex').slice(0, 16);
  digests.set(`${only} ${test}`, made);
  return made;
}

const digests = new Map<string, string>();

function importsOf(root: string, file: string, seen: Set<string>): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const specifier of specifiersOf(join(root, file))) importsOf(root, join(dirname(file), specifier), seen);
  return seen;
}

const texts = new Map<string, string>();

function textOf(path: string): string {
  const text = texts.get(path) ?? readFileSync(path, 'utf8');
  texts.set(path, text);
  return text;
}

const specifiers = new Map<string, string[]>();

function specifiersOf(path: string): string[] {
  const known = specifiers.get(path);
  if (known !== undefined) return known;
  const found = ts
    .preProcessFile(textOf(path))
    .importedFiles.map(({ fileName }) => fileName)
    .filter((name) => name.startsWith('.') && name.endsWith('.ts'));
  specifiers.set(path, found);
  return found;
}
