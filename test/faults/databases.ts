import { databaseUrlOfTest } from '../../packages/server/src/test/postgres/test-database.ts';
import { thorough } from './thorough.ts';

export interface TestedDatabase {
  readonly name: 'SQLite' | 'PostgreSQL';
  /** Undefined for a data folder. */
  databaseUrl(): Promise<string | undefined>;
}

const embedded: TestedDatabase = { name: 'SQLite', databaseUrl: async () => undefined };
const shared: TestedDatabase = { name: 'PostgreSQL', databaseUrl: databaseUrlOfTest };

/** On which databases a fault is tried. */
export const onBothDatabases: readonly TestedDatabase[] = [embedded, shared];

/** The same, where the fast run tries the embedded database alone. */
export const thoroughlyOnBothDatabases: readonly TestedDatabase[] = thorough ? onBothDatabases : [embedded];
