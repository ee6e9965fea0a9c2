import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { CompiledQuery } from 'kysely';
import type { SqlSession } from '../sql-database.ts';

/** More statements than the store has; only lists with unusual filters add to them. */
const cachedStatements = 500;

/** One connection that prepares each statement text once. Runs synchronously; the promises are the port's. */
export class SqliteConnection implements SqlSession {
  readonly database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(database: DatabaseSync) {
    this.database = database;
  }

  async run<Row>(query: CompiledQuery<Row>): Promise<readonly Row[]> {
    return this.#statement(query.sql).all(...(query.parameters as SQLInputValue[])) as Row[];
  }

  #statement(text: string): StatementSync {
    const known = this.#statements.get(text);
    if (known !== undefined) return known;
    if (this.#statements.size >= cachedStatements) {
      const oldest = this.#statements.keys().next().value;
      if (oldest !== undefined) this.#statements.delete(oldest);
    }
    const statement = this.database.prepare(text);
    this.#statements.set(text, statement);
    return statement;
  }
}
