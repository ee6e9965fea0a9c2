import type { Clock } from './domain/clock.ts';
import { StoreUnavailableError } from './domain/errors/store-unavailable-error.ts';
import { Availability, type AvailabilityListener } from './storage/availability.ts';
import type { SqlDatabase } from './storage/sql-database.ts';

export interface WatchedDataFolder {
  readonly database: SqlDatabase;
  /** Begins to tell. What the folder refuses before is told by the error that ends the start. */
  watch(): void;
  /** Something was written for sure. A write that found nothing to change succeeds on a full disk as well. */
  written(): void;
}

/**
 * The same database, which also tells when its folder begins not to take what is written, as on a full disk, and when it
 * takes it again.
 */
export function watchedDataFolder(
  database: SqlDatabase,
  listener: AvailabilityListener,
  clock?: Pick<Clock, 'now'>,
): WatchedDataFolder {
  const availability = new Availability(listener, clock);
  let isWatched = false;
  async function watched<Value>(written: Promise<Value>): Promise<Value> {
    try {
      return await written;
    } catch (error) {
      if (isWatched && error instanceof StoreUnavailableError) availability.failed(firstCauseOf(error));
      throw error;
    }
  }
  return {
    database: {
      ...database,
      write: (first, work) => watched(database.write(first, work)),
      writeAlone: (work) => watched(database.writeAlone(work)),
      close() {
        availability.stop();
        return database.close();
      },
    },
    watch() {
      isWatched = true;
    },
    written: () => availability.succeeded(),
  };
}

/** A statement and the commit that it belongs to each say that the store is unavailable; only SQLite says why. */
function firstCauseOf(error: unknown): unknown {
  return error instanceof StoreUnavailableError ? firstCauseOf(error.cause) : error;
}
