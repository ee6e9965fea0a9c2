import type { CompiledQuery, Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/** Runs compiled statements, one at a time. */
export interface SqlSession {
  run<Row>(query: CompiledQuery<Row>): Promise<readonly Row[]>;
}

/** What the SQL of the store needs from a database. Each dialect has one implementation. */
export interface SqlDatabase {
  /** Builds and compiles statements for this dialect; it does not run them. */
  readonly builder: Kysely<Tables>;
  /** Reads what is committed. */
  readonly reader: SqlSession;
  /**
   * Runs `work` in a transaction; its promise resolves after the commit. Work that throws leaves nothing behind.
   * `work` awaits only its session, since other work may share the transaction.
   *
   * @throws StoreUnavailableError when the database cannot take the write; nothing was stored.
   */
  write<Value>(work: (session: SqlSession) => Promise<Value>): Promise<Value>;
  close(): Promise<void>;
}
