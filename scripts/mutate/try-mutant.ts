import { join } from 'node:path';
import type { Mutant, Verdict } from './mutant.ts';
import { relatedTests } from './related-tests.ts';
import { digestOfTest } from './test-code.ts';
import type { TestProcess } from './test-process.ts';
import { type Killer, keyOf, type VerdictCache } from './verdict-cache.ts';

const root = join(import.meta.dirname, '../..');

export interface Tried {
  readonly mutant: Mutant;
  readonly verdict: Verdict;
  /** The test that noticed it first. */
  readonly killer: Killer | null;
}

/** The names of all tests that a file's mutants are tried on. @throws Error when one of them fails as it is. */
export async function runBaseline(tests: TestProcess, cache: VerdictCache, file: string): Promise<Set<string>> {
  const names = new Set<string>();
  for (const test of relatedTests(file)) {
    const digest = digestOfTest(root, test, 'everything');
    if (cache.baseline(digest) === null) {
      const report = await tests.run({ mutant: null, tests: [test] });
      if (report === null || report.failed !== null) {
        throw new Error(`A test fails as it is: mend that first. ${report?.failed?.test ?? 'It hangs'} (${test})`);
      }
      cache.keepBaseline(digest, report.passedTests);
    }
    for (const name of cache.baseline(digest) ?? []) names.add(name);
  }
  return names;
}

/** Whether a test fails with this mutant; those first that have noticed most of the same file's. */
export async function tryMutant(
  tests: TestProcess,
  cache: VerdictCache,
  mutant: Mutant,
  source: string,
  baseline: ReadonlySet<string>,
): Promise<Tried> {
  const key = keyOf(mutant, source);
  const known = cache.killer(key);
  if (known !== null && baseline.has(known.test)) return noticed(mutant, known);
  const survived = cache.survived(key);
  const digests = new Map(relatedTests(mutant.file).map((test) => [test, digestOfTest(root, test, 'test code')]));
  const left = [...digests.keys()].filter((test) => !survived.has(digests.get(test) as string));
  if (left.length === 0) return { mutant, verdict: 'survived', killer: null };
  left.sort((one, other) => killsOf(mutant.file, other) - killsOf(mutant.file, one));

  // What comes of a machine that is too busy does not come twice.
  let killer = await killerOf(tests, mutant, left, (passed) =>
    cache.keepSurvived(
      key,
      passed.map((test) => digests.get(test) as string),
    ),
  );
  if (killer?.byTime) killer = await killerOf(tests, mutant, left, () => {});
  if (killer === null) return { mutant, verdict: 'survived', killer };
  cache.keepKiller(key, killer);
  kills.set(`${mutant.file} ${killer.file}`, killsOf(mutant.file, killer.file) + 1);
  return noticed(mutant, killer);
}

const kills = new Map<string, number>();

function killsOf(file: string, test: string): number {
  return kills.get(`${file} ${test}`) ?? 0;
}

async function killerOf(
  tests: TestProcess,
  mutant: Mutant,
  files: readonly string[],
  keepPassed: (files: readonly string[]) => void,
): Promise<Killer | null> {
  const report = await tests.run({ mutant, tests: files });
  if (report === null) return { test: 'the silence of the tests', file: '', byTime: true };
  keepPassed(report.passed);
  if (report.failed === null && report.passed.length < files.length) {
    throw new Error(`Of ${files.length} test files only ${report.passed.length} were run.`);
  }
  return report.failed;
}

function noticed(mutant: Mutant, killer: Killer): Tried {
  return { mutant, verdict: killer.byTime ? 'timed out' : 'killed', killer };
}
