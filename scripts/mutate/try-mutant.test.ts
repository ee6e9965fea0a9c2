import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { findMutants } from './find-mutants.ts';
import { testsOnPostgres } from './related-tests.ts';
import type { TestFailure, TestRun, TestRunner, TestRunReport } from './test-process.ts';
import { type Baseline, type MutatedSource, runBaseline, tryMutant } from './try-mutant.ts';
import { VerdictCache } from './verdict-cache.ts';

const file = 'packages/server/src/engine/backoff.ts';
const text = 'const reached = () => 1;\nconst hidden = () => 2;\n';
const [inReached, inHidden] = findMutants(file, text) as [never, never];
const source: MutatedSource = { file, text, mutants: [inReached, inHidden] };

let cache: VerdictCache;
let runs: TestRun[];

beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), 'jobwire-verdicts-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  cache = new VerdictCache(join(folder, 'verdicts.jsonl'));
  runs = [];
});

/** Runs no tests, but says what came of them. */
function runner(...reports: ((run: TestRun) => Partial<TestRunReport> | null)[]): TestRunner {
  return {
    async run(run) {
      const report = (reports[runs.length] ?? reports.at(-1))?.(run);
      runs.push(run);
      return report === null
        ? null
        : { failed: null, passed: run.tests.map((test) => test.file), baseline: [], ...report };
    },
  };
}

const failure = (members: Partial<TestFailure>): TestFailure => ({
  test: 'a test',
  id: '1',
  file: 'a.test.ts',
  message: 'expected 1 to be 2',
  byTime: false,
  ...members,
});

/** Each test file has one test, which reaches the given functions of the source. */
const reaching =
  (...numbers: number[]) =>
  (): Partial<TestRunReport> => ({
    baseline: [{ id: '1', name: 'a test', durationMs: 1, reached: numbers.map((number) => `${file} ${number}`) }],
  });

test('a test that fails without a mutant is named with its file and its error', async () => {
  const tests = runner(() => ({ failed: failure({ test: 'the sky is blue', message: 'expected grey to be blue' }) }));

  await expect(runBaseline(tests, cache, source)).rejects.toThrow(
    /fails as it is, in packages\/server\/src\/engine\/.*\.test\.ts: mend that first\.\nthe sky is blue: expected grey to be blue$/,
  );
});

test('the tests that need PostgreSQL are left out where others reach every mutant', async () => {
  const baseline = await runBaseline(runner(reaching(0, 1)), cache, source);

  expect([...baseline.keys()].filter((test) => testsOnPostgres().includes(test))).toEqual([]);
});

test('the tests that need PostgreSQL are among those of a source of which others do not reach everything', async () => {
  const baseline = await runBaseline(runner(reaching(0)), cache, source);

  expect([...baseline.keys()]).toEqual(expect.arrayContaining(testsOnPostgres()));
});

const baseline: Baseline = new Map([
  [
    'scripts/mutate/find-mutants.test.ts',
    [{ id: '7', name: 'a test', durationMs: 1, reached: [`${file} 0`, `${file} 1`] }],
  ],
]);

test('a failure that may come of a busy machine has to come twice', async () => {
  const late = failure({ file: 'scripts/mutate/find-mutants.test.ts', id: '7', byTime: true });
  const once = runner(
    () => ({ failed: late }),
    () => ({}),
  );
  const twice = runner(() => ({ failed: late }));

  expect(await tryMutant(once, cache, inReached, text, baseline)).toMatchObject({ verdict: 'survived' });
  // The test that was late alone, and then all as if nothing had been.
  expect(runs).toHaveLength(3);
  runs = [];
  expect(await tryMutant(twice, cache, inHidden, text, baseline)).toMatchObject({ verdict: 'timed out' });
  expect(runs).toHaveLength(2);
});

test('what was found out is not tried again', async () => {
  const noticing = runner(() => ({ failed: failure({ file: 'scripts/mutate/find-mutants.test.ts' }) }));
  const blind = runner(() => ({}));

  expect(await tryMutant(noticing, cache, inReached, text, baseline)).toMatchObject({ verdict: 'killed' });
  expect(await tryMutant(blind, cache, inHidden, text, baseline)).toMatchObject({ verdict: 'survived' });
  expect(runs).toHaveLength(2);
  expect(await tryMutant(blind, cache, inReached, text, baseline)).toMatchObject({ verdict: 'killed' });
  expect(await tryMutant(noticing, cache, inHidden, text, baseline)).toMatchObject({ verdict: 'survived' });
  expect(runs).toHaveLength(2);
});
