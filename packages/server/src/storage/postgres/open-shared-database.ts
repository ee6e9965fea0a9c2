import { CompiledQuery } from 'kysely';
import type { SqlDatabase } from '../sql-database.ts';
import type { PoolConnections } from './connection-listener.ts';
import { connectionUrl } from './connection-url.ts';
import { DatabaseClock } from './database-clock.ts';
import { openPostgresDatabase, type PostgresOptions } from './open-postgres-database.ts';
import { PostgresWords } from './postgres-words.ts';

export interface SharedDatabaseOptions extends PostgresOptions {
  /** Told once when the words of other processes do not arrive any more, and once when they do again. */
  readonly onWordsChange?: (areHeard: boolean, error: unknown) => void;
}

/** A database that several processes work on, its time, and what they say to each other. */
export interface SharedDatabase extends SqlDatabase {
  readonly clock: DatabaseClock;
  readonly words: PostgresWords;
  /** Those that it has open at the moment. */
  readonly connections: PoolConnections;
}

/**
 * Connects to a PostgreSQL together with other processes. Their words arrive from `words.start` on.
 *
 * @throws the system's or the server's error when it cannot be reached or used.
 */
export async function openSharedDatabase(options: SharedDatabaseOptions): Promise<SharedDatabase> {
  const database = await openPostgresDatabase(options);
  const clock = new DatabaseClock(() => timeOf(database));
  const { onWordsChange: onChange = () => {} } = options;
  const words = new PostgresWords({ url: connectionUrl(options.url), sender: database.reader, onChange });
  await clock.start();
  const { builder, locksRows, largeWrites, reader } = database;
  return {
    builder,
    locksRows,
    largeWrites,
    reader,
    write: (first, work) => database.write(first, work),
    writeAlone: (work) => database.writeAlone(work),
    async close() {
      words.stop();
      clock.stop();
      await database.close();
    },
    clock,
    words,
    get connections() {
      return database.connections;
    },
  };
}

async function timeOf({ reader }: SqlDatabase): Promise<number> {
  const text = 'select (extract(epoch from clock_timestamp()) * 1000)::float8 as now';
  const [row] = await reader.run(CompiledQuery.raw(text) as CompiledQuery<{ now: number }>);
  return row?.now ?? Number.NaN;
}
