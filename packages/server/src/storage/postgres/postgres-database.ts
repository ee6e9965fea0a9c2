import type { Kysely } from 'kysely';
import type { Pool, PoolClient } from 'pg';
import type { LargeWrites } from '../../domain/job-store.ts';
import type { Availability } from '../availability.ts';
import type { CommitListener, FirstRow, SqlDatabase, SqlSession, SqlTransaction } from '../sql-database.ts';
import type { Tables } from '../tables.ts';
import type { ConnectionListener, PoolConnections } from './connection-listener.ts';
import { DatabaseFaultError, databaseFaultOf } from './database-fault.ts';
import { PostgresSession } from './postgres-session.ts';
import type { StatementNames } from './statement-names.ts';
import { byItself, WriteGroups } from './write-groups.ts';

/** How often work is tried whose transaction another one stood in the way of, or whose connection turned out to be gone. */
const mostTries = 5;

/** How many groups of writes are under way at the same time: one commits while others are made. */
const groupsAtOnce = 3;

/** How many jobs a large write is about, and at most how many of them are under way at the same time. */
const largeWrites = { jobsEach: 500, atOnce: 4 };

export interface PostgresDatabaseParts {
  /** Null where nothing is prepared. */
  readonly names: StatementNames | null;
  /** Told what became of each piece of work. */
  readonly availability: Availability;
  readonly onCommit: CommitListener | undefined;
  readonly connectionListener: ConnectionListener | undefined;
}

/** Many connections to one PostgreSQL, whose writers run side by side. */
export class PostgresDatabase implements SqlDatabase {
  readonly builder: Kysely<Tables>;
  readonly locksRows = true;
  readonly largeWrites: LargeWrites;
  readonly reader: SqlSession;
  readonly #pool: Pool;
  readonly #names: StatementNames | null;
  readonly #availability: Availability;
  readonly #listener: ConnectionListener | undefined;
  readonly #groups: WriteGroups;

  constructor(
    builder: Kysely<Tables>,
    pool: Pool,
    { names, availability, onCommit = () => {}, connectionListener }: PostgresDatabaseParts,
  ) {
    this.builder = builder;
    this.#pool = pool;
    // Half of the connections are left to the others.
    const atOnce = Math.max(1, Math.min(largeWrites.atOnce, Math.floor(pool.options.max / 2)));
    this.largeWrites = { ...largeWrites, atOnce };
    this.#names = names;
    this.#availability = availability;
    this.#listener = connectionListener;
    this.#groups = new WriteGroups(
      { transact: (work) => this.#transact(work), groups: groupsAtOnce, onCommit },
      (work) => this.#untilDone(() => this.#transact(work)),
    );
    this.reader = {
      run: (query) => this.#untilDone(() => this.#onConnection((session) => session.run(query))),
    };
  }

  get connections(): PoolConnections {
    const { totalCount, idleCount: idle, waitingCount: waiting, options } = this.#pool;
    return { active: totalCount - idle, idle, limit: options.max, waiting };
  }

  write<Value>(first: FirstRow, work: (transaction: SqlTransaction) => Promise<Value>): Promise<Value> {
    return this.#groups.write(first, work);
  }

  writeAlone<Value>(work: (transaction: SqlTransaction) => Promise<Value>): Promise<Value> {
    return this.#untilDone(() => this.#transact((session) => work(byItself(session))));
  }

  #transact<Value>(work: (session: SqlSession) => Promise<Value>): Promise<Value> {
    return this.#onConnection((session) => inTransaction(session, work));
  }

  close(): Promise<void> {
    this.#availability.stop();
    return this.#pool.end();
  }

  /** Tries again what is known to have left nothing behind. */
  async #untilDone<Value>(run: () => Promise<Value>): Promise<Value> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await run();
      } catch (error) {
        if (!(error instanceof DatabaseFaultError) || !error.mayBeTriedAgain) throw error;
        if (tries < mostTries) continue;
        if (error.fault === 'disconnected') this.#availability.failed(error.cause);
        throw error;
      }
    }
  }

  async #onConnection<Value>(use: (session: PostgresSession) => Promise<Value>): Promise<Value> {
    const client = await this.#connect();
    let isBroken = true;
    try {
      const value = await use(new PostgresSession(client, this.#names));
      isBroken = false;
      this.#availability.succeeded();
      return value;
    } catch (error) {
      if (error instanceof DatabaseFaultError) this.#listener?.failed(error.fault);
      isBroken = error instanceof DatabaseFaultError && error.fault === 'disconnected';
      // Of other faults most are over when the same is tried again.
      if (error instanceof DatabaseFaultError && !error.mayBeTriedAgain) this.#availability.failed(error.cause);
      throw error;
    } finally {
      client.release(isBroken);
    }
  }

  async #connect(): Promise<PoolClient> {
    const began = performance.now();
    try {
      return await this.#pool.connect();
    } catch (error) {
      const fault = databaseFaultOf(error);
      if (fault === 'refused') throw error;
      this.#listener?.failed('unavailable');
      this.#availability.failed(error);
      // No connection was to be had: the next one would be no better.
      throw new DatabaseFaultError('unavailable', error);
    } finally {
      this.#listener?.waited(performance.now() - began);
    }
  }
}

/**
 * @throws DatabaseFaultError that may not be tried again when it is not known whether the commit succeeded.
 */
async function inTransaction<Value>(
  session: PostgresSession,
  work: (session: SqlSession) => Promise<Value>,
): Promise<Value> {
  // On its way together with the first statement, whose failure tells of its failure.
  const begun = session.execute('begin');
  begun.catch(() => {});
  let value: Value;
  try {
    value = await work(session);
  } catch (error) {
    if (!(error instanceof DatabaseFaultError) || error.fault !== 'disconnected') await session.execute('rollback');
    throw error;
  }
  await begun;
  try {
    const { command } = await session.execute('commit');
    // Work that passed over a failed statement has committed nothing.
    if (command !== 'COMMIT')
      throw new DatabaseFaultError('unavailable', new Error('The transaction was rolled back.'));
  } catch (error) {
    throw error instanceof DatabaseFaultError && error.fault === 'disconnected' ? error.inDoubt() : error;
  }
  return value;
}
