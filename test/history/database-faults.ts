import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** What SQLite finds wrong with the database of a data folder that nobody has open; empty when it is sound. */
export function databaseFaults(data: string): string[] {
  const database = new DatabaseSync(join(data, 'jobs.db'));
  try {
    const found = database.prepare('pragma integrity_check').all();
    // Throws where an index cannot be built again from its rows.
    database.exec('reindex');
    return found.map(({ integrity_check: text }) => String(text)).filter((text) => text !== 'ok');
  } finally {
    database.close();
  }
}
