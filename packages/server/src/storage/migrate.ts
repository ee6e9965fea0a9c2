import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { migrations } from './migrations.ts';
import type { Tables } from './tables.ts';
import { isPostgres } from './text-column.ts';

/** How far a database is from the schema of this version. */
export interface SchemaSteps {
  /** The steps that it has not taken, in their order. */
  readonly missing: readonly string[];
  /** Steps that it has taken, and that only a newer version knows. */
  readonly ofNewerVersions: readonly string[];
}

/**
 * Reads and changes nothing. Where steps of a newer version were taken none is missing, or they are another program's.
 */
export async function schemaSteps(database: Kysely<Tables>): Promise<SchemaSteps> {
  const taken = await stepsTaken(database);
  return {
    missing: Object.keys(migrations).filter((name) => !taken.includes(name)),
    ofNewerVersions: taken.filter((name) => !(name in migrations)),
  };
}

/**
 * Takes the steps that the database has not taken yet, and gives what it found. Nobody else may take any meanwhile.
 *
 * Steps that only a newer version knows are left alone: while servers are replaced one by one, an older one may start
 * again on tables that a newer one has changed already, and every step leaves what the version before it needs.
 */
export async function migrate(database: Kysely<Tables>): Promise<SchemaSteps> {
  const found = await schemaSteps(database);
  const { ofNewerVersions } = found;
  const known = { ...migrations, ...Object.fromEntries(ofNewerVersions.map((name) => [name, takenElsewhere])) };
  const schema = await schemaOfSteps(database);
  const { error } = await new Migrator({
    db: database,
    provider: { getMigrations: async () => known },
    ...(schema !== null && { migrationTableSchema: schema }),
  }).migrateToLatest();
  if (error !== undefined) throw error;
  return found;
}

const takenElsewhere: Migration = { up: async () => {} };

async function stepsTaken(database: Kysely<Tables>): Promise<string[]> {
  const schema = await schemaOfSteps(database);
  const tables = await database.introspection.getTables({ withInternalKyselyTables: true });
  const isOurs = (table: { name: string; schema?: string }) =>
    table.name === 'kysely_migration' && (schema === null || table.schema === schema);
  // Asked first, since a statement that fails would end the transaction that it is in.
  if (!tables.some(isOurs)) return [];
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(database);
  return rows.map(({ name }) => name);
}

/** Where the steps are noted, or will be: other programs may note theirs in other schemas. Null where there is but one. */
async function schemaOfSteps(database: Kysely<Tables>): Promise<string | null> {
  if (!isPostgres(database)) return null;
  const { rows } = await sql<{ name: string | null }>`select coalesce((
      select nspname from pg_class join pg_namespace on pg_namespace.oid = relnamespace
      where pg_class.oid = to_regclass('kysely_migration')
    ), current_schema()) as name`.execute(database);
  return rows[0]?.name ?? null;
}
