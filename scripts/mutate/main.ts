// `pnpm mutate [path]`: puts small faults into the sources, one at a time, and tells which of them no test notices.
import { readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { equivalentMutants } from './equivalent-mutants.ts';
import { findMutants } from './find-mutants.ts';
import { formatMutant, formatScores, linesOf } from './format-report.ts';
import type { Mutant, Verdict } from './mutant.ts';
import { tryMutant } from './try-mutant.ts';

const root = join(import.meta.dirname, '../..');
const folders = ['domain', 'storage', 'engine'].map((room) => `packages/server/src/${room}`);

/** Of all mutants, that many have to be noticed. */
const leastPercent = 85;

function sourceFiles(path: string): string[] {
  const files = statSync(join(root, path)).isDirectory()
    ? ts.sys.readDirectory(join(root, path), ['.ts'], ['**/test/**'])
    : [join(root, path)];
  return files.filter((file) => !/(\.test|suite)\.ts$/.test(file)).map((file) => relative(root, file));
}

/** @throws Error when an entry of the equivalent ones fits no mutant any more. */
function withoutEquivalent(file: string, source: string): Mutant[] {
  const known = equivalentMutants.filter((entry) => entry.file === file);
  const unused = new Set(known);
  const left = findMutants(file, source).filter((mutant) => {
    const { before, after } = linesOf(mutant, source);
    const entry = known.find(({ was, becomes }) => was === before.trim() && becomes === after.trim());
    if (entry !== undefined) unused.delete(entry);
    return entry === undefined;
  });
  for (const { becomes } of unused) throw new Error(`No mutant of ${file} becomes "${becomes}": take it off the list.`);
  return left;
}

const given = process.argv.slice(2);
const files = (given.length === 0 ? folders : given).flatMap(sourceFiles);
const tried: [Mutant, Verdict][] = [];
for (const file of files) {
  const source = readFileSync(join(root, file), 'utf8');
  const mutants = withoutEquivalent(file, source);
  if (mutants.length === 0) continue;
  if (tryMutant(file, null) !== 'survived') {
    process.stderr.write(`The tests of ${file} fail as it is: mend that first.\n`);
    process.exit(2);
  }
  for (const mutant of mutants) {
    const verdict = tryMutant(file, mutant);
    tried.push([mutant, verdict]);
    process.stderr.write(verdict === 'survived' ? 'S' : '.');
    if (verdict === 'survived') process.stdout.write(`survived: ${formatMutant(mutant, source)}\n\n`);
  }
}
process.stdout.write(`${formatScores(tried)}\n`);
const survived = tried.filter(([, verdict]) => verdict === 'survived').length;
process.exitCode = 100 * (tried.length - survived) >= leastPercent * tried.length ? 0 : 1;
