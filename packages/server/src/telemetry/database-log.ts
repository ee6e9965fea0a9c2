import type { Logger } from '../domain/logger.ts';
import { readThrown } from '../domain/thrown-value.ts';

/** What the log tells of the database, each only once. Of a data folder it is only that it takes no writes, and takes them again. */
export interface DatabaseLog {
  waitsForTables(): void;
  unprepared(): void;
  idleLost(error: unknown): void;
  away(reason: unknown): void;
  back(afterMs: number): void;
  /** `isSilent` is where the database was connected to, and what was sent never arrived. */
  wordsChange(areHeard: boolean, reason: unknown, isSilent: boolean): void;
}

/** Told of each outage as the log is. */
export interface OutageListener {
  away(): void;
  back(): void;
}

export function databaseLog(
  logger: Logger,
  outages: OutageListener,
  { sharesDatabase }: { readonly sharesDatabase: boolean },
): DatabaseLog {
  const { isAway, isBack } = sharesDatabase ? ofDatabase : ofDataFolder;
  return {
    waitsForTables: () =>
      logger.info({}, 'Another process brings the tables of the database up to date. This one waits for it.'),
    unprepared: () => logger.warn({}, nothingIsPrepared),
    idleLost: (error) => logger.debug({ reason: reasonOf(error) }, 'A connection to the database was lost.'),
    away(reason) {
      outages.away();
      logger.warn({}, `${isAway}: ${reasonOf(reason).replace(/\.$/, '')}.`);
    },
    back(afterMs) {
      outages.back();
      logger.info({}, `${isBack} after ${Math.round(afterMs / 1000)} s.`);
    },
    wordsChange(areHeard, reason, isSilent) {
      if (areHeard) logger.info({}, 'Other processes are heard again.');
      else logger.warn({ reason: reasonOf(reason) }, isSilent ? `${wordsAreGone} ${proxyMayBeWhy}` : wordsAreGone);
    },
  };
}

const ofDatabase = { isAway: 'The database is away', isBack: 'The database is back' };

const ofDataFolder = {
  isAway: 'The data folder does not take what is written',
  isBack: 'The data folder takes what is written again,',
};

/** A name with several addresses has one error for each, and nothing to say itself. */
function reasonOf(error: unknown): string {
  const [first = error] = error instanceof AggregateError ? error.errors : [error];
  return readThrown(first).message;
}

const nothingIsPrepared =
  'Prepared statements get lost between this process and the database, as behind a proxy that shares connections among ' +
  'transactions. From now on nothing is prepared. Start it with --prepared-statements off (preparedStatements: false).';

const wordsAreGone =
  'Other processes are not heard: a cancel made there reaches a job here at its next checkpoint or lease renewal, and ' +
  'held requests see changes within a second.';

const proxyMayBeWhy = 'A proxy that shares connections among transactions causes it for good.';
