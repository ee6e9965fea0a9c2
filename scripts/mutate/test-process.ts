import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { Mutant } from './mutant.ts';

const root = join(import.meta.dirname, '../..');

/** Far longer than any one test takes; a mutant that makes one go round for ever is noticed too. */
const longestSilenceMs = 120_000;

export interface TestRun {
  readonly mutant: Mutant | null;
  readonly tests: readonly TestSelection[];
}

/** A test file, from the root of the repository, and those of its tests that are to run; null for all. */
export interface TestSelection {
  readonly file: string;
  readonly ids: readonly string[] | null;
}

export interface TestRunReport {
  failed: { readonly test: string; readonly file: string; readonly byTime: boolean } | null;
  /** The test files that were run to their end and noticed nothing. */
  passed: string[];
  /** The tests that passed, where it is a baseline. */
  baseline: BaselineTest[];
}

/** A test that passes without a mutant, and the functions that it reaches: the file and the number of each. */
export interface BaselineTest {
  readonly id: string;
  readonly name: string;
  readonly durationMs: number;
  readonly reached: readonly string[];
}

/** One Vitest that is started once and runs tests on one mutant after the other. No file on the disk changes. */
export class TestProcess {
  readonly #arguments: readonly string[];
  #child: ChildProcess | null = null;

  /** One for baselines has no mutants. */
  constructor(kind: 'mutants' | 'baseline') {
    this.#arguments = kind === 'baseline' ? ['--baseline'] : [];
  }

  /** The report, or null when the tests went silent and their processes had to be ended. */
  run(run: TestRun): Promise<TestRunReport | null> {
    const child = this.#child ?? this.#start();
    return new Promise((resolve, reject) => {
      const silence = setTimeout(() => {
        this.end();
        finish(() => resolve(null));
      }, longestSilenceMs);
      const finish = (settle: () => void) => {
        clearTimeout(silence);
        child.off('message', hear).off('exit', leave);
        settle();
      };
      const hear = (message: unknown) => {
        silence.refresh();
        if (message !== 'alive') finish(() => resolve(message as TestRunReport));
      };
      const leave = () => {
        this.#child = null;
        finish(() => reject(new Error(`The process that runs the tests ended with ${child.exitCode}.`)));
      };
      child.on('message', hear).on('exit', leave);
      child.send(run);
    });
  }

  #start(): ChildProcess {
    // At the head of a group of its own, so that its workers can be ended with it.
    const child = fork(join(import.meta.dirname, 'run-tests.ts'), this.#arguments, {
      cwd: root,
      detached: true,
      env: { ...process.env, NODE_NO_WARNINGS: '1' },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.#child = child;
    return child;
  }

  end(): void {
    const pid = this.#child?.pid;
    this.#child = null;
    if (pid === undefined) return;
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  }
}
