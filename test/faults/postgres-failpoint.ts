import type { Socket } from 'node:net';
import pg from 'pg';
import { die } from './die.ts';
import type { Failpoint, IsReached } from './failpoint.ts';

type Query = (
  this: { connection: { stream: Socket } },
  query: string | { text: string },
  ...more: unknown[]
) => unknown;

/** Another transaction was in the way, in the words of PostgreSQL. */
const conflict = { severity: 'ERROR', code: '40001' };

/** Lets statements on connections to PostgreSQL go wrong; those that use promises, as the server does. */
export function failPostgres(what: Failpoint['what'], isReached: IsReached): void {
  const original = pg.Client.prototype.query as unknown as Query;
  const query: Query = function (given, ...more) {
    if (!isReached(typeof given === 'string' ? given : given.text, this)) return original.call(this, given, ...more);
    if (what === 'kill') die();
    if (what === 'conflict') return Promise.reject(Object.assign(new Error('could not serialize access'), conflict));
    return (original.call(this, given, ...more) as Promise<unknown>).then(() => {
      if (what === 'kill_after') die();
      this.connection.stream.destroy();
      throw new Error('Connection terminated unexpectedly');
    });
  };
  pg.Client.prototype.query = query as never;
}
