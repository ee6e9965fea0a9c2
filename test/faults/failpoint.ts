// Loaded by Node before a server, with `--import`: lets one statement of its database go wrong, so that the server itself
// needs no code for its tests. What goes wrong stands in the environment, as a `Failpoint` in JSON.
import { existsSync } from 'node:fs';
import { failPostgres } from './postgres-failpoint.ts';
import { failSqlite } from './sqlite-failpoint.ts';

export interface Failpoint {
  /** A regular expression that the text of the statement matches. */
  readonly statement: string;
  /** A regular expression: the statement counts only behind one that matches this, in the same transaction. */
  readonly armedBy?: string;
  /** It goes wrong only while this file exists. */
  readonly whileExists?: string;
  /** It goes wrong from the nth such statement on, and once if it kills; 1 unless said otherwise. */
  readonly from?: number;
  /** How many go wrong; all unless said otherwise. */
  readonly times?: number;
  /** Of those only each nth. */
  readonly each?: number;
  readonly what: 'kill' | 'kill_after' | SqliteFault | PostgresFault;
}

/** What SQLite throws. */
export type SqliteFault = 'full' | 'busy' | 'io_error';

/** PostgreSQL refuses the statement for another transaction, or carries it out and its answer is lost. */
export type PostgresFault = 'conflict' | 'answer_lost';

const { FAILPOINT } = process.env;
const failpoint: Failpoint | null = FAILPOINT === undefined ? null : JSON.parse(FAILPOINT);
// A process that this one starts, such as a formatter of its log, has no such point.
delete process.env.FAILPOINT;

if (failpoint !== null) {
  const isReached = trigger(failpoint);
  failSqlite(failpoint.what, isReached);
  failPostgres(failpoint.what, isReached);
}

/** Whether a statement goes wrong, asked before it is carried out; `connection` is what it is carried out on. */
export type IsReached = (text: string, connection: object) => boolean;

const endsTransaction = /^(commit|rollback)$/i;

function trigger({
  whileExists,
  from = 1,
  times = Number.POSITIVE_INFINITY,
  each = 1,
  ...given
}: Failpoint): IsReached {
  const statement = new RegExp(given.statement, 'i');
  const arming = given.armedBy === undefined ? null : new RegExp(given.armedBy, 'i');
  const armed = new WeakSet<object>();
  let seen = 0;
  return (text, connection) => {
    if (arming?.test(text)) armed.add(connection);
    const isArmed = arming === null || armed.has(connection);
    if (endsTransaction.test(text.trim())) armed.delete(connection);
    if (!isArmed || !statement.test(text.trim())) return false;
    if (whileExists !== undefined && !existsSync(whileExists)) return false;
    seen += 1;
    return seen >= from && seen < from + times && (seen - from) % each === 0;
  };
}
