import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { Mutant } from './mutant.ts';

const root = join(import.meta.dirname, '../..');

/** Longer than any one test may take, in seconds; a mutant that makes one go round for ever is noticed too. */
const longestSilenceSeconds = { mutants: 45, baseline: 120 } as const;

/** When a second takes that long, the machine did something else, and so it was with the tests. */
const longestSecondMs = 5000;

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
  failed: TestFailure | null;
  /** The test files that were run to their end and noticed nothing. */
  passed: string[];
  /** The tests that passed, where it is a baseline. */
  baseline: BaselineTest[];
}

export interface TestFailure {
  readonly test: string;
  /** Of the test; empty where it was none that failed. */
  readonly id: string;
  readonly file: string;
  readonly message: string;
  /** Whether a machine that is too busy could have brought it about. */
  readonly byTime: boolean;
}

/** What runs tests on one mutant, or on none. */
export interface TestRunner {
  /** The report, or null when the tests went silent and their processes had to be ended. */
  run(run: TestRun): Promise<TestRunReport | null>;
}

/** A test that passes without a mutant, and the functions that it reaches: the file and the number of each. */
export interface BaselineTest {
  readonly id: string;
  readonly name: string;
  readonly durationMs: number;
  readonly reached: readonly string[];
}

/** One Vitest that is started once and runs tests on one mutant after the other. No file on the disk changes. */
export class TestProcess implements TestRunner {
  readonly #kind: keyof typeof longestSilenceSeconds;
  readonly #scratch: string;
  #child: ChildProcess | null = null;

  /** One for baselines has no mutants. What the tests leave behind when they are ended stays in the folder `scratch`. */
  constructor(kind: keyof typeof longestSilenceSeconds, scratch: string) {
    this.#kind = kind;
    this.#scratch = scratch;
  }

  run(run: TestRun): Promise<TestRunReport | null> {
    const child = this.#child ?? this.#start();
    return new Promise((resolve, reject) => {
      let silentSeconds = 0;
      let secondAt = performance.now();
      let wasHeldUp = false;
      const listen = () => {
        const now = performance.now();
        wasHeldUp ||= now - secondAt > longestSecondMs;
        secondAt = now;
        silentSeconds += 1;
        if (silentSeconds < longestSilenceSeconds[this.#kind]) return;
        this.end();
        finish(() => resolve(null));
      };
      const seconds = setInterval(listen, 1000);
      const finish = (settle: () => void) => {
        clearInterval(seconds);
        child.off('message', hear).off('exit', leave);
        settle();
      };
      const hear = (message: unknown) => {
        silentSeconds = 0;
        if (message === 'alive') return;
        const report = message as TestRunReport;
        if (report.failed !== null && wasHeldUp) report.failed = { ...report.failed, byTime: true };
        finish(() => resolve(report));
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
    const given = this.#kind === 'baseline' ? ['--baseline'] : [];
    const child = fork(join(import.meta.dirname, 'run-tests.ts'), given, {
      cwd: root,
      detached: true,
      env: { ...process.env, NODE_NO_WARNINGS: '1', TMPDIR: this.#scratch },
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
