import type { CommitListener, FirstRow, SqlSession, SqlTransaction } from '../sql-database.ts';
import { DatabaseFaultError } from './database-fault.ts';
import { inOrderOfRows, Turnstile } from './turnstile.ts';

type Work<Value> = (transaction: SqlTransaction) => Promise<Value>;

/** Runs work in a transaction of its own and resolves after the commit. */
export type Transact = <Value>(work: (session: SqlSession) => Promise<Value>) => Promise<Value>;

interface Write {
  readonly first: FirstRow;
  readonly work: Work<unknown>;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

export interface WriteGroupsOptions {
  /** Tried once. */
  readonly transact: Transact;
  /** How many groups are written at the same time. */
  readonly groups: number;
  /** Told of each group that was committed. */
  readonly onCommit: CommitListener;
}

/** So that no group holds its locks for long. */
const largestGroup = 100;

/**
 * Writes that wait at the same time share one transaction, one commit and its round trips: their statements are sent one
 * behind the other without waiting for each other's answers, the first ones in the order of the rows that they take. When
 * one of them fails, none of the group is kept, and each is written by itself.
 */
export class WriteGroups {
  readonly #options: WriteGroupsOptions;
  readonly #alone: Transact;
  #waiting: Write[] = [];
  #underWay = 0;
  #scheduled = false;

  /** `alone` writes what cannot be written in a group. */
  constructor(options: WriteGroupsOptions, alone: Transact) {
    this.#options = options;
    this.#alone = alone;
  }

  write<Value>(first: FirstRow, work: Work<Value>): Promise<Value> {
    return new Promise<Value>((resolve, reject) => {
      this.#waiting.push({ first, work, resolve: resolve as Write['resolve'], reject });
      this.#schedule();
    });
  }

  /** After the current round of I/O, so that what arrived in it is in the group. */
  #schedule(): void {
    if (this.#scheduled || this.#underWay >= this.#options.groups || this.#waiting.length === 0) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#underWay += 1;
      // Those of one row stay in the order in which they came.
      const group = this.#waiting.splice(0, largestGroup).sort((one, other) => inOrderOfRows(one.first, other.first));
      void this.#commit(group).finally(() => {
        this.#underWay -= 1;
        this.#schedule();
      });
      this.#schedule();
    });
  }

  async #commit(group: readonly Write[]): Promise<void> {
    const began = performance.now();
    try {
      const values = await this.#options.transact((session) => together(session, group));
      for (const [index, { resolve }] of group.entries()) resolve(values[index]);
      this.#options.onCommit(group.length, performance.now() - began);
    } catch (error) {
      if (error instanceof DatabaseFaultError && !error.mayBeTriedAgain) {
        for (const { reject } of group) reject(error);
        return;
      }
      // Without waiting for them, since one may wait for a lock that the next group need not wait for.
      for (const { work, resolve, reject } of group)
        this.#alone((session) => work(byItself(session))).then(resolve, reject);
    }
  }
}

/** @throws the error that says most about the group, once no statement of it is under way any more. */
async function together(session: SqlSession, group: readonly Write[]): Promise<unknown[]> {
  const turnstile = new Turnstile(group.length);
  const written: Promise<unknown>[] = [];
  for (const { work } of group) {
    const hasBegun = Promise.withResolvers<void>();
    const transaction: SqlTransaction = {
      run(query) {
        const answer = session.run(query);
        hasBegun.resolve();
        return answer;
      },
      last(...changes) {
        hasBegun.resolve();
        return turnstile.pass(changes);
      },
    };
    const value = work(transaction).finally(() => {
      hasBegun.resolve();
      turnstile.leave();
    });
    value.catch(() => {});
    written.push(value);
    // Until its first statement is on its way, which takes no round trip: the next one's has to come behind it.
    await hasBegun.promise;
  }
  const outcomes = await Promise.allSettled(written);
  const failures = outcomes.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[];
  if (failures.length > 0) {
    const errors = failures.map(({ reason }) => reason);
    throw errors.find((error) => error instanceof DatabaseFaultError) ?? errors[0];
  }
  return outcomes.map((outcome) => (outcome as PromiseFulfilledResult<unknown>).value);
}

/** A transaction that nobody shares: what comes last comes where it is asked for. */
export function byItself(session: SqlSession): SqlTransaction {
  return {
    run: (query) => session.run(query),
    last: (...changes) => {
      const inOrder = changes.toSorted((one, other) => inOrderOfRows(one.row, other.row));
      return Promise.all(inOrder.map(({ change }) => change()));
    },
  };
}
