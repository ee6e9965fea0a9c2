// Loaded by Node before a server, with `--import`: lets one statement of the embedded database go wrong, so that the
// server itself needs no code for its tests. What goes wrong stands in the environment, as a `Failpoint` in JSON.
import { existsSync, writeSync } from 'node:fs';
import { DatabaseSync, StatementSync } from 'node:sqlite';

export interface Failpoint {
  /** A regular expression that the text of the statement matches. */
  readonly statement: string;
  /** A regular expression: the statement counts only after one that matches this. */
  readonly armedBy?: string;
  /** It goes wrong only while this file exists. */
  readonly whileExists?: string;
  /** It goes wrong from the nth such statement on, and once if it kills; 1 unless said otherwise. */
  readonly from?: number;
  /** How many go wrong; all unless said otherwise. */
  readonly times?: number;
  /** `kill` ends the process by SIGKILL; the others are what SQLite throws. */
  readonly what: 'kill' | 'kill_after' | 'full' | 'busy' | 'io_error';
}

const errors = {
  full: { errcode: 13, errstr: 'database or disk is full' },
  busy: { errcode: 5, errstr: 'database is locked' },
  io_error: { errcode: 10, errstr: 'disk I/O error' },
};

const { FAILPOINT } = process.env;
if (FAILPOINT !== undefined) {
  install(JSON.parse(FAILPOINT));
  // A process that this one starts, such as a formatter of its log, has no such point.
  delete process.env.FAILPOINT;
}

function install(failpoint: Failpoint): void {
  const statement = new RegExp(failpoint.statement, 'i');
  const arming = failpoint.armedBy === undefined ? null : new RegExp(failpoint.armedBy, 'i');
  const { what, whileExists, from = 1, times = Number.POSITIVE_INFINITY } = failpoint;
  let armed = arming === null;
  let seen = 0;

  function run<Value>(text: string, original: () => Value): Value {
    if (arming?.test(text)) armed = true;
    if (!armed || !statement.test(text.trim())) return original();
    if (whileExists !== undefined && !existsSync(whileExists)) return original();
    seen += 1;
    if (seen < from || seen >= from + times) return original();
    if (what === 'kill') die();
    if (what === 'kill_after') {
      original();
      die();
    }
    throw Object.assign(new Error(errors[what as keyof typeof errors].errstr), {
      code: 'ERR_SQLITE_ERROR',
      ...errors[what as keyof typeof errors],
    });
  }

  const { exec } = DatabaseSync.prototype;
  DatabaseSync.prototype.exec = function (text) {
    return run(text, () => exec.call(this, text));
  };
  for (const method of ['all', 'get', 'run'] as const) {
    const original = StatementSync.prototype[method] as (...values: unknown[]) => unknown;
    StatementSync.prototype[method] = function (this: StatementSync, ...values: unknown[]) {
      return run(this.sourceSQL, () => original.apply(this, values));
    } as never;
  }
}

function die(): never {
  writeSync(2, 'the failpoint was reached\n');
  process.kill(process.pid, 'SIGKILL');
  // The signal needs no tick of the event loop, so nothing follows.
  for (;;);
}
