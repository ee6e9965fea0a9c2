import { join } from 'node:path';
import { functionAt } from './functions.ts';
import type { Mutant, Verdict } from './mutant.ts';
import { relatedTests } from './related-tests.ts';
import { digestOfTest } from './test-code.ts';
import type { BaselineTest, TestProcess, TestSelection } from './test-process.ts';
import { type Killer, keyOf, type VerdictCache } from './verdict-cache.ts';

const root = join(import.meta.dirname, '../..');

export interface Tried {
  readonly mutant: Mutant;
  readonly verdict: Verdict;
  /** The test that noticed it first. */
  readonly killer: Killer | null;
}

/** The tests of each test file that a file's mutants are tried on, as they are without one. */
export type Baseline = ReadonlyMap<string, readonly BaselineTest[]>;

/** @throws Error when a test fails as it is. */
export async function runBaseline(tests: TestProcess, cache: VerdictCache, file: string): Promise<Baseline> {
  const baseline = new Map<string, readonly BaselineTest[]>();
  for (const test of relatedTests(file)) {
    const digest = digestOfTest(root, test, 'everything');
    if (cache.baseline(digest) === null) {
      const report = await tests.run({ mutant: null, tests: [{ file: test, ids: null }] });
      if (report === null || report.failed !== null) {
        throw new Error(`A test fails as it is: mend that first. ${report?.failed?.test ?? 'It hangs'} (${test})`);
      }
      cache.keepBaseline(digest, report.baseline);
    }
    baseline.set(test, cache.baseline(digest) ?? []);
  }
  return baseline;
}

/** Whether a test fails with this mutant; those first that promise most. */
export async function tryMutant(
  tests: TestProcess,
  cache: VerdictCache,
  mutant: Mutant,
  source: string,
  baseline: Baseline,
): Promise<Tried> {
  const key = keyOf(mutant, source);
  const known = cache.killer(key);
  if (known !== null && isThere(known, baseline)) return noticed(mutant, known);
  const survived = cache.survived(key);
  const number = functionAt(source, mutant.start);
  const left = [...baseline]
    .filter(([file]) => !survived.has(digestOfTest(root, file, 'test code')))
    .flatMap(([file, those]) => selectionOf(file, those, number === null ? null : `${mutant.file} ${number}`))
    .sort((one, other) => promiseOf(mutant, other, baseline) - promiseOf(mutant, one, baseline));
  if (left.length === 0) return { mutant, verdict: 'survived', killer: null };

  const keepPassed = (passed: readonly string[]) =>
    cache.keepSurvived(
      key,
      passed.map((file) => digestOfTest(root, file, 'test code')),
    );
  let killer = await killerOf(tests, mutant, left, keepPassed);
  // What comes of a machine that is too busy does not come twice.
  if (killer?.byTime) killer = await killerOf(tests, mutant, left, () => {});
  if (killer === null) return { mutant, verdict: 'survived', killer };
  cache.keepKiller(key, killer);
  kills.set(`${mutant.file} ${killer.file}`, killsOf(mutant.file, killer.file) + 1);
  return noticed(mutant, killer);
}

function isThere(killer: Killer, baseline: Baseline): boolean {
  if (killer.file === '') return true;
  return baseline.get(killer.file)?.some(({ name }) => name === killer.test) ?? false;
}

/** Those tests of a file that reach the function of a mutant; all of them where it stands outside of any. */
function selectionOf(file: string, tests: readonly BaselineTest[], reached: string | null): TestSelection[] {
  if (reached === null) return [{ file, ids: null }];
  const those = tests.filter((test) => test.reached.includes(reached));
  return those.length === 0 ? [] : [{ file, ids: those.map(({ id }) => id) }];
}

/** About how long it takes to begin with a test file. */
const startMs = 500;

/** How much a test file is likely to notice for the time that it takes. */
function promiseOf(mutant: Mutant, { file, ids }: TestSelection, baseline: Baseline): number {
  const tests = (baseline.get(file) ?? []).filter(({ id }) => ids === null || ids.includes(id));
  const durationMs = tests.reduce((sum, test) => sum + test.durationMs, startMs);
  return (1 + killsOf(mutant.file, file)) / durationMs;
}

const kills = new Map<string, number>();

function killsOf(file: string, test: string): number {
  return kills.get(`${file} ${test}`) ?? 0;
}

async function killerOf(
  tests: TestProcess,
  mutant: Mutant,
  selected: readonly TestSelection[],
  keepPassed: (files: readonly string[]) => void,
): Promise<Killer | null> {
  const report = await tests.run({ mutant, tests: selected });
  if (report === null) return { test: 'the silence of the tests', file: '', byTime: true };
  keepPassed(report.passed);
  if (report.failed === null && report.passed.length < selected.length) {
    throw new Error(`Of ${selected.length} test files only ${report.passed.length} were run.`);
  }
  return report.failed;
}

function noticed(mutant: Mutant, killer: Killer): Tried {
  return { mutant, verdict: killer.byTime ? 'timed out' : 'killed', killer };
}
