import type { Pool } from 'pg';
import type { SchemaSteps } from '../migrate.ts';

/** A database that answers, and that no server could keep its jobs in. The message says why, and what to do. */
export class UnusableDatabaseError extends Error {
  override readonly name = 'UnusableDatabaseError';
}

/** What a PostgreSQL says of itself. */
export interface DatabaseTraits {
  readonly version: string;
  /** Such as 180001 for 18.1. */
  readonly version_number: number;
  readonly is_replica: boolean;
  readonly is_read_only: boolean;
  readonly encoding: string;
}

const askTraits = `select current_setting('server_version') as version,
  current_setting('server_version_num')::integer as version_number, pg_is_in_recovery() as is_replica,
  current_setting('transaction_read_only')::boolean as is_read_only, current_setting('server_encoding') as encoding`;

/** Nothing older is kept up by PostgreSQL itself, or was tried. */
const oldestVersion = 14;

/** @throws UnusableDatabaseError when it is not one to keep jobs in. */
export async function refuseUnusable(database: Pool): Promise<void> {
  const { rows } = await database.query<DatabaseTraits>(askTraits);
  for (const traits of rows) checkTraits(traits);
}

/** @throws UnusableDatabaseError */
export function checkTraits(traits: DatabaseTraits): void {
  const { version, version_number, is_replica, is_read_only, encoding } = traits;
  if (version_number < oldestVersion * 10_000) {
    throw new UnusableDatabaseError(`it is PostgreSQL ${version}, and ${oldestVersion} is the oldest that will do`);
  }
  if (is_replica) {
    throw new UnusableDatabaseError('it is a replica, which takes no writes: name the primary server instead');
  }
  if (is_read_only) {
    throw new UnusableDatabaseError(
      'it takes no writes: default_transaction_read_only is on for this user or database',
    );
  }
  if (encoding !== 'UTF8') {
    throw new UnusableDatabaseError(`its encoding is ${encoding}, and it has to be UTF8 to hold any text`);
  }
}

/** @throws UnusableDatabaseError when the steps that were taken are those of another program. */
export function refuseForeignSteps({ missing, ofNewerVersions }: SchemaSteps): void {
  // Whoever takes a step of a newer version has taken all before it.
  if (missing.length === 0 || ofNewerVersions.length === 0) return;
  throw new UnusableDatabaseError(
    `another program keeps its tables in the same schema, and has taken steps of its own (${ofNewerVersions.join(', ')}): ` +
      'give each of them a database or a schema of its own',
  );
}
