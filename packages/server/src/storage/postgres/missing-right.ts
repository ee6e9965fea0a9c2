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
  const { rows } = await database.query<{ name: string; schema: string; creates: boolean }>(askRights);
  const [{ name = '', schema = '', creates = false } = {}] = rows;
  if (!creates) {
    return new UnusableDatabaseError(
      `user ${name} may not create tables in schema ${schema}. Somebody who may grant it does so ` +
        `with: grant usage, create on schema ${schema} to ${name}`,
    );
  }
  if (code !== missingRight) return error;
  return new UnusableDatabaseError(`${message}: user ${name} has to own the tables, or to have all rights on them`);
}

const askRights = `select quote_ident(current_user) as name, quote_ident(schema) as schema,
    coalesce(has_schema_privilege(to_regnamespace(quote_ident(schema))::oid, 'create'), false) as creates
  from (select coalesce(current_schema(), 'public') as schema) as current`;
