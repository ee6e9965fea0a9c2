import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { migrations } from './migrations.ts';
import type { Tables } from './tables.ts';

/** How far a database is from the schema of this version. */
export interface SchemaSteps {
  /** The steps that it has not taken, in their order. */
  readonly missing: readonly string[];
  /** Steps that it has taken, and that only a newer version knows. */
  readonly ofNewerVersions: readonly string[];
}

/** Reads and changes nothing. */
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
  const { error } = await new Migrator({
    db: database,
    provider: { getMigrations: async () => known },
  }).migrateToLatest();
  if (error !== undefined) throw error;
  return found;
}

const takenElsewhere: Migration = { up: async () => {} };

async function stepsTaken(database: Kysely<Tables>): Promise<string[]> {
  const tables = await database.introspection.getTables({ withInternalKyselyTables: true });
  // Asked first, since a statement that fails would end the transaction that it is in.
  if (!tables.some(({ name }) => name === 'kysely_migration')) return [];
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(database);
  return rows.map(({ name }) => name);
}
