// A process that keeps Vitest warm: it is sent a mutant with the tests to run on it, and answers with what they noticed.
// With `--baseline` it runs them without a mutant, and answers with the functions that each reached.
import { join, relative } from 'node:path';
import { BaseSequencer, createVitest, type TestSpecification } from 'vitest/node';
import { noting } from './functions.ts';
import { type Mutant, mutated } from './mutant.ts';
import { isTestCode } from './test-code.ts';
import type { TestRun, TestRunReport } from './test-process.ts';

const root = join(import.meta.dirname, '../..');
const isBaseline = process.argv.includes('--baseline');

class InGivenOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files;
  }
}

/** Errors that may come of a machine that is too busy. */
const byTime = /timed out in|did not happen within|Timeout/;

let mutant: Mutant | null = null;
let report: TestRunReport;

const vitest = await createVitest(
  {
    root,
    config: false,
    watch: false,
    include: ['packages/server/src/**/*.test.ts'],
    // Starts nothing before a test asks for it.
    globalSetup: 'packages/server/src/test/postgres/vitest-setup.ts',
    setupFiles: isBaseline ? [join(import.meta.dirname, 'note-reached.ts')] : [],
    // As they are, the tests pass, however busy the machine is.
    testTimeout: isBaseline ? 100_000 : 20_000,
    hookTimeout: 60_000,
    bail: 1,
    // It is keyed by what is on the disk, where no mutant is.
    fsModuleCache: false,
    maxWorkers: 1,
    sequence: { sequencer: InGivenOrder },
    // Fixed, so that what fails is the mutant's doing.
    env: { FC_SEED: '7', FC_RUNS: '20' },
    reporters: [
      {
        onTestCaseResult(test) {
          process.send?.('alive');
          const result = test.result();
          if (result.state === 'passed' && isBaseline) {
            const { reached = [] } = test.meta() as { reached?: string[] };
            const durationMs = Math.round(test.diagnostic()?.duration ?? 0);
            report.baseline.push({ id: test.id, name: test.fullName, durationMs, reached });
          }
          if (result.state !== 'failed') return;
          fail(test.fullName, test.id, test.module.relativeModuleId, result.errors);
        },
        onTestModuleEnd(module) {
          if (module.state() === 'passed') report.passed.push(module.relativeModuleId);
          if (module.errors().length > 0) fail('the file itself', '', module.relativeModuleId, module.errors());
        },
        onTestRunEnd(_modules, errors, reason) {
          if (reason !== 'passed') fail('an error that no test catches', '', '', errors);
        },
      },
    ],
  },
  {
    plugins: [
      {
        name: 'mutant',
        enforce: 'pre',
        transform(code, id) {
          const file = relative(root, id);
          if (mutant?.file === file) return mutated(code, mutant);
          return isBaseline && file.startsWith('packages/server/src/') && !isTestCode(file) ? noting(code, file) : null;
        },
      },
    ],
  },
);

/** Only the first one counts. */
function fail(test: string, id: string, file: string, errors: readonly { readonly message: string }[]): void {
  const message = String(errors[0]?.message);
  report.failed ??= { test, id, file, message, byTime: byTime.test(message) };
}

process.on('message', async (run: TestRun) => {
  const changed = [mutant, run.mutant].flatMap((one) => (one === null ? [] : [one.file]));
  mutant = run.mutant;
  for (const file of changed) vitest.invalidateFile(join(root, file));
  report = { failed: null, passed: [], baseline: [] };
  const project = vitest.getRootProject();
  await vitest.runTestSpecifications(
    run.tests.map(({ file, ids }) =>
      project.createSpecification(join(root, file), ids === null ? [] : { testIds: [...ids] }),
    ),
  );
  process.send?.(report);
});
process.send?.('alive');
