import type { DatabaseSync, SQLInputValue, SQLOutputValue } from 'node:sqlite';
import type { CompiledQuery } from 'kysely';
import { StoreUnavailableError } from '../../domain/errors/store-unavailable-error.ts';
import type { SqlSession } from '../sql-database.ts';
import { rowMaker } from './row-maker.ts';

/** More statements than the store has; only lists with unusual filters add to them. */
const cachedStatements = 500;

/**
 * The primary result codes of SQLite (sqlite.org/rescode.html) that are about the machine and not about the statement:
 * BUSY, LOCKED, NOMEM, READONLY, IOERR, FULL, CANTOPEN.
 */
const unavailable = new Set([5, 6, 7, 8, 10, 13, 14]);

/** Binds the values to a prepared statement, runs it and gives its rows. */
type Run = (parameters: readonly unknown[]) => unknown[];

/** One connection that prepares each statement text once. Runs synchronously; the promises are the port's. */
export class SqliteConnection implements SqlSession {
  readonly database: DatabaseSync;
  readonly #statements = new Map<string, Run>();

  constructor(database: DatabaseSync) {
    this.database = database;
  }

  async run<Row>(query: CompiledQuery<Row>): Promise<readonly Row[]> {
    try {
      return this.#prepared(query.sql)(query.parameters) as Row[];
    } catch (error) {
      const { errcode = 0 } = error as { errcode?: number };
      // The low byte is the primary code, whatever the extended one adds.
      throw unavailable.has(errcode & 0xff) ? new StoreUnavailableError(error) : error;
    }
  }

  #prepared(text: string): Run {
    const known = this.#statements.get(text);
    if (known !== undefined) return known;
    if (this.#statements.size >= cachedStatements) {
      const oldest = this.#statements.keys().next().value;
      if (oldest !== undefined) this.#statements.delete(oldest);
    }
    const run = this.#prepare(text);
    this.#statements.set(text, run);
    return run;
  }

  #prepare(text: string): Run {
    const statement = this.database.prepare(text);
    const rowOf = rowMaker(statement);
    statement.setReturnArrays(true);
    return (parameters) => {
      const rows = statement.all(...(parameters as SQLInputValue[])) as unknown as SQLOutputValue[][];
      return rows.map(rowOf);
    };
  }
}
