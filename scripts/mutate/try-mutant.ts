import { join } from 'node:path';
import { functionAt } from './functions.ts';
import type { Mutant, Verdict } from './mutant.ts';
import { relatedTests, testsOnPostgres } from './related-tests.ts';
import { digestOfTest } from './test-code.ts';
import type { BaselineTest, TestFailure, TestRunner, TestSelection } from './test-process.ts';
import { type Killer, keyOf, type VerdictCache } from './verdict-cache.ts';

const root = join(import.meta.dirname, '../..');

export interface Tried {
  readonly mutant: Mutant;
  readonly verdict: Verdict;
  /** The test that noticed it first. */
  readonly killer: Killer | null;
}

/** A source file with the faults that are to be tried on it. */
export interface MutatedSource {
  /** From the root of the repository. */
  readonly file: string;
  readonly text: string;
  readonly mutants: readonly Mutant[];
}

/** The tests of each test file that a file's mutants are tried on, as they are without one. */
export type Baseline = ReadonlyMap<string, readonly BaselineTest[]>;

/**
 * The tests for the mutants of a file. Those that need PostgreSQL are among them where no other reaches one of the mutants.
 *
 * @throws Error when a test fails as it is.
 */
export async function runBaseline(
  tests: TestRunner,
  cache: VerdictCache,
  { file, text, mutants }: MutatedSource,
): Promise<Baseline> {
  const related = await baselineOf(tests, cache, relatedTests(file));
  const areReached = mutants.every((mutant) => selectionOf(mutant, text, related).length > 0);
  return areReached ? related : new Map([...related, ...(await baselineOf(tests, cache, testsOnPostgres()))]);
}

async function baselineOf(tests: TestRunner, cache: VerdictCache, files: readonly string[]): Promise<Baseline> {
  const baseline = new Map<string, readonly BaselineTest[]>();
  for (const test of files) {
    const digest = digestOfTest(root, test, 'everything');
    if (cache.baseline(digest) === null) {
      const report = await tests.run({ mutant: null, tests: [{ file: test, ids: null }] });
      if (report === null || report.failed !== null) {
        const { test: name, message } = report?.failed ?? { test: 'It hangs', message: 'no test ended for minutes' };
        throw new Error(`A test fails as it is, in ${test}: mend that first.\n${name}: ${message}`);
      }
      cache.keepBaseline(digest, report.baseline);
    }
    baseline.set(test, cache.baseline(digest) ?? []);
  }
  return baseline;
}

/** What earlier runs found out; null when something is left to try. */
export function knownOutcome(cache: VerdictCache, mutant: Mutant, source: string, baseline: Baseline): Tried | null {
  const known = cache.killer(keyOf(mutant, source));
  if (known !== null && isThere(known, baseline)) {
    note(mutant, known.file, true);
    return noticed(mutant, known);
  }
  return leftFor(cache, mutant, source, baseline).length === 0 ? { mutant, verdict: 'survived', killer: null } : null;
}

/** The tests that may still notice it. */
function leftFor(cache: VerdictCache, mutant: Mutant, source: string, baseline: Baseline): TestSelection[] {
  const survived = cache.survived(keyOf(mutant, source));
  return selectionOf(mutant, source, baseline).filter(
    ({ file }) => !survived.has(digestOfTest(root, file, 'test code')),
  );
}

/** Whether a test fails with this mutant; those first that promise most. */
export async function tryMutant(
  tests: TestRunner,
  cache: VerdictCache,
  mutant: Mutant,
  source: string,
  baseline: Baseline,
): Promise<Tried> {
  const known = knownOutcome(cache, mutant, source, baseline);
  if (known !== null) return known;
  const key = keyOf(mutant, source);
  const left = leftFor(cache, mutant, source, baseline).sort(
    (one, other) => promiseOf(cache, mutant, other, baseline) - promiseOf(cache, mutant, one, baseline),
  );

  const keepPassed = (passed: readonly string[]) => {
    for (const test of passed) note(mutant, test, false);
    cache.keepSurvived(
      key,
      passed.map((file) => digestOfTest(root, file, 'test code')),
    );
  };
  const failed = await failureOf(tests, mutant, left, keepPassed);
  if (failed === null) return { mutant, verdict: 'survived', killer: null };
  const killer = { test: failed.test, file: failed.file, byTime: failed.byTime };
  cache.keepKiller(key, killer);
  note(mutant, killer.file, true);
  return noticed(mutant, killer);
}

function isThere(killer: Killer, baseline: Baseline): boolean {
  if (killer.file === '') return true;
  return baseline.get(killer.file)?.some(({ name }) => name === killer.test) ?? false;
}

/** The tests that reach the function of a mutant; all of them where it stands outside of any. */
function selectionOf(mutant: Mutant, source: string, baseline: Baseline): TestSelection[] {
  const number = functionAt(source, mutant.start);
  const reached = `${mutant.file} ${number}`;
  return [...baseline].flatMap(([file, tests]): TestSelection[] => {
    if (number === null) return [{ file, ids: null }];
    const those = tests.filter((test) => test.reached.includes(reached));
    return those.length === 0 ? [] : [{ file, ids: those.map(({ id }) => id) }];
  });
}

/** About how long it takes to begin with a test file. */
const startMs = 1000;

/** How much what all mutants told of a test file weighs beside what those of the same source tell. */
const priorTries = 4;
const leastShare = 0.005;

/** How likely a test file is to notice something for the time that it takes; those that need PostgreSQL come last. */
function promiseOf(cache: VerdictCache, mutant: Mutant, { file, ids }: TestSelection, baseline: Baseline): number {
  if (testsOnPostgres().includes(file)) return 0;
  const tests = (baseline.get(file) ?? []).filter(({ id }) => ids === null || ids.includes(id));
  const durationMs = tests.reduce((sum, test) => sum + test.durationMs, startMs);
  const { tries, kills } = recordOf(mutant, file);
  const share = Math.max(cache.shareOf(file), leastShare);
  return (kills + priorTries * share) / (tries + priorTries) / durationMs;
}

/** How often a test file was tried on mutants of a source, and noticed one. */
interface TestRecord {
  tries: number;
  kills: number;
}

const records = new Map<string, TestRecord>();

function recordOf({ file }: Mutant, test: string): TestRecord {
  const key = `${file} ${test}`;
  const record = records.get(key) ?? { tries: 0, kills: 0 };
  records.set(key, record);
  return record;
}

function note(mutant: Mutant, test: string, hasNoticed: boolean): void {
  const record = recordOf(mutant, test);
  record.tries += 1;
  if (hasNoticed) record.kills += 1;
}

/** What comes of a machine that is too busy does not come twice, so a failure that may is only believed then. */
async function failureOf(
  tests: TestRunner,
  mutant: Mutant,
  selected: readonly TestSelection[],
  keepPassed: (files: readonly string[]) => void,
): Promise<TestFailure | null> {
  const failed = await firstFailure(tests, mutant, selected, keepPassed);
  if (!failed?.byTime) return failed;
  const same = selected.filter(({ file }) => file === failed.file).map(({ file }) => ({ file, ids: [failed.id] }));
  const again = failed.id === '' ? null : await firstFailure(tests, mutant, same, () => {});
  return again ?? (await firstFailure(tests, mutant, selected, () => {}));
}

async function firstFailure(
  tests: TestRunner,
  mutant: Mutant,
  selected: readonly TestSelection[],
  keepPassed: (files: readonly string[]) => void,
): Promise<TestFailure | null> {
  const report = await tests.run({ mutant, tests: selected });
  if (report === null) return { test: 'the silence of the tests', id: '', file: '', message: '', byTime: true };
  keepPassed(report.passed);
  if (report.failed === null && report.passed.length < selected.length) {
    throw new Error(`Of ${selected.length} test files only ${report.passed.length} were run.`);
  }
  return report.failed;
}

function noticed(mutant: Mutant, killer: Killer): Tried {
  return { mutant, verdict: killer.byTime ? 'timed out' : 'killed', killer };
}
