import { DatabaseSync, StatementSync } from 'node:sqlite';
import { die } from './die.ts';
import type { Failpoint, IsReached } from './failpoint.ts';

const errors: Partial<Record<Failpoint['what'], { errcode: number; errstr: string }>> = {
  full: { errcode: 13, errstr: 'database or disk is full' },
  busy: { errcode: 5, errstr: 'database is locked' },
  io_error: { errcode: 10, errstr: 'disk I/O error' },
};

/** All that is written to a folder goes through one. */
const theOnlyConnection = {};

/** Lets statements of the embedded database go wrong. */
export function failSqlite(what: Failpoint['what'], isReached: IsReached): void {
  function run<Value>(text: string, original: () => Value): Value {
    if (!isReached(text, theOnlyConnection)) return original();
    if (what === 'kill') die();
    if (what === 'kill_after') {
      original();
      die();
    }
    throw Object.assign(new Error(errors[what]?.errstr), { code: 'ERR_SQLITE_ERROR', ...errors[what] });
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
