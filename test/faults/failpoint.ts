// Loaded by Node before a server, with `--import`: lets one statement of its database go wrong, so that the server itself
// needs no code for its tests. What goes wrong stands in the environment, as a `Failpoint` in JSON.
import { existsSync } from 'node:fs';
import { failPostgres } from './postgres-failpoint.ts';
import { failSqlite } from './sqlite-failpoint.ts';

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

/** Tells of each statement, before it is carried out, whether it is one of those that go wrong. */
function trigger({ whileExists, from = 1, times = Number.POSITIVE_INFINITY, each = 1, ...given }: Failpoint) {
  const statement = new RegExp(given.statement, 'i');
  const arming = given.armedBy === undefined ? null : new RegExp(given.armedBy, 'i');
  let armed = arming === null;
  let seen = 0;
  return (text: string): boolean => {
    if (arming?.test(text)) armed = true;
    if (!armed || !statement.test(text.trim())) return false;
    if (whileExists !== undefined && !existsSync(whileExists)) return false;
    seen += 1;
    return seen >= from && seen < from + times && (seen - from) % each === 0;
  };
}
