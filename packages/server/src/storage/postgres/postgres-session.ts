import type { CompiledQuery } from 'kysely';
import type { ClientBase } from 'pg';
import type { PlannedByValues, SqlSession } from '../sql-database.ts';
import { DatabaseFaultError, databaseFaultOf, hasLostPreparation } from './database-fault.ts';
import type { StatementNames } from './statement-names.ts';

/** Runs statements on one connection, each of which is parsed and planned once for as long as the connection lasts. */
export class PostgresSession implements SqlSession {
  readonly #client: ClientBase;
  readonly #names: StatementNames | null;
  #hasFailed = false;

  /** Without names nothing is prepared, as a proxy that shares connections among transactions may want it. */
  constructor(client: ClientBase, names: StatementNames | null) {
    this.#client = client;
    this.#names = names;
  }

  async run<Row>(given: CompiledQuery<Row>): Promise<readonly Row[]> {
    const { sql: text, parameters, plannedByValues = false } = given as CompiledQuery<Row> & PlannedByValues;
    const name = plannedByValues ? undefined : this.#names?.of(text);
    const query = { text, values: parameters as unknown[] };
    const { rows } = await this.execute(name === undefined ? query : { ...query, name });
    return rows as Row[];
  }

  /**
   * @throws DatabaseFaultError when the statement failed and is not to blame for it.
   */
  async execute(query: string | { text: string; values: unknown[]; name?: string }) {
    try {
      return await this.#client.query(query as string);
    } catch (error) {
      const isFirst = !this.#hasFailed;
      this.#hasFailed = true;
      // In a transaction that has failed nothing is prepared, and the next one with the name finds nothing: no connection was lost.
      if (hasLostPreparation(error) && !isFirst) throw error;
      const fault = databaseFaultOf(error);
      if (hasLostPreparation(error)) this.#names?.giveUp();
      throw fault === 'refused' ? error : new DatabaseFaultError(fault, error);
    }
  }
}
