import type { CompiledQuery, Kysely } from 'kysely';
import type { LargeWrites } from '../domain/job-store.ts';
import type { Tables } from './tables.ts';

/**
 * Stands beside a compiled statement whose best plan depends on its values, as that of a list does: one that was planned for any values would
 * read a whole table where few rows are asked for.
 */
export interface PlannedByValues {
  readonly plannedByValues?: boolean;
}

/** Runs compiled statements, one at a time. */
export interface SqlSession {
  run<Row>(query: CompiledQuery<Row>): Promise<readonly Row[]>;
}

/** Runs the statements of one transaction. */
export interface SqlTransaction extends SqlSession {
  /**
   * Makes the changes behind all other statements of the transaction, and in the order of their rows. What many transactions
   * change is changed here, so that nobody waits for it long, and no two wait for each other. Work asks for all its changes
   * of one kind at once, and for one kind after the other.
   */
  last<Value>(...changes: readonly LastChange<Value>[]): Promise<Value[]>;
}

/**
 * What a write has to wait for when somebody else has it: a job, or a key of idempotency. `3-free` waits for nothing, since
 * it makes new rows, or takes those that nobody has.
 */
export type FirstRow = `1-job ${string}` | `2-key ${string}` | '3-free';

/** A row that many transactions change, in the order in which one transaction changes them. */
export type HotRow = `1-destination ${string}` | `2-usage ${string}`;

export interface LastChange<Value> {
  readonly row: HotRow;
  change(): Promise<Value>;
}

/** What one commit carried, and how long it took with all its writes, in milliseconds. */
export type CommitListener = (writes: number, durationMs: number) => void;

/** What the SQL of the store needs from a database. Each dialect has one implementation. */
export interface SqlDatabase {
  /** Builds and compiles statements for this dialect; it does not run them. */
  readonly builder: Kysely<Tables>;
  /** Whether writers run side by side, so that a decision has to lock the row that it is based on. */
  readonly locksRows: boolean;
  /** How what concerns many rows is done soonest without keeping others waiting. */
  readonly largeWrites: LargeWrites;
  /** Reads what is committed. */
  readonly reader: SqlSession;
  /**
   * Runs `work` in a transaction; its promise resolves after the commit. Work that throws leaves nothing behind.
   *
   * Other work may share the transaction, and its statements may come between those of `work`: so it awaits only its
   * transaction, and what it decides by something it read, the next statement has to be able to refuse. It may run more
   * than once, until it was not in anybody's way.
   *
   * Its first statement takes the row `first`, and none behind it takes a row that somebody else may have, but by `last`:
   * so that all transactions take theirs in one order, and no two wait for each other.
   *
   * @throws StoreUnavailableError when the database cannot take the write.
   */
  write<Value>(first: FirstRow, work: (transaction: SqlTransaction) => Promise<Value>): Promise<Value>;
  /**
   * The same for work that shares its transaction with nobody, since it is large, or reads and then writes. It takes rows
   * in the order of `FirstRow` too, or those alone that nobody has.
   */
  writeAlone<Value>(work: (transaction: SqlTransaction) => Promise<Value>): Promise<Value>;
  close(): Promise<void>;
}
