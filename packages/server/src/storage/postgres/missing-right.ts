import type { ClientBase, Pool } from 'pg';
import { UnusableDatabaseError } from './unusable-database-error.ts';

/**
 * Insufficient privilege; no schema in which a table could be made; and a statement behind one that had failed, which is
 * what Kysely passes on when it may not make its tables (PostgreSQL, appendix A).
 */
const missingRight = '42501';
const mayMissOne = new Set([missingRight, '3F000', '25P02']);

/**
 * In place of an error of the migration: which right the user of the URL has not got, and how to give it. Any other error
 * comes back as it is.
 */
export async function inWordsOfRights(error: unknown, database: Pool | ClientBase): Promise<unknown> {
  const { code = '', message = '' } = error as { code?: string; message?: string };
  if (!mayMissOne.has(code)) return error;
  const { rows } = await database.query<Rights>(askRights);
  const [{ name, schema, looks, reads, creates } = noRights] = rows;
  if (!looks) {
    return new UnusableDatabaseError(
      `user ${name} may not look into schema ${schema}. Its owner lets it by: grant usage on schema ${schema} to ${name}`,
    );
  }
  if (!reads) {
    return new UnusableDatabaseError(
      `user ${name} may not read the tables in schema ${schema}. Their owner lets it work with them by: ` +
        `grant select, insert, update, delete on all tables in schema ${schema} to ${name}`,
    );
  }
  if (!creates) {
    return new UnusableDatabaseError(
      `steps of its schema are missing, and user ${name} may not create tables in schema ${schema}. Run jobwire migrate ` +
        `as a user who may, or grant it the right with: grant usage, create on schema ${schema} to ${name}`,
    );
  }
  if (code !== missingRight) return error;
  return new UnusableDatabaseError(
    `steps of its schema are missing, and user ${name} may not take them: ${message}. Run jobwire migrate as the owner ` +
      'of the tables',
  );
}

interface Rights {
  readonly name: string;
  readonly schema: string;
  /** Whether there is a schema that the user may look into. */
  readonly looks: boolean;
  /** Whether the user may read which steps were taken; true where none was. */
  readonly reads: boolean;
  /** Whether the user may create tables in the schema. */
  readonly creates: boolean;
}

const noRights: Rights = { name: '', schema: '', looks: true, reads: true, creates: false };

const askRights = `select quote_ident(current_user) as name, quote_ident(schema) as schema,
    current_schema() is not null as looks,
    coalesce(has_schema_privilege(to_regnamespace(quote_ident(schema))::oid, 'create'), false) as creates,
    coalesce(has_table_privilege(to_regclass('kysely_migration')::oid, 'select'), true) as reads
  from (select coalesce(current_schema(), 'public') as schema) as current`;
