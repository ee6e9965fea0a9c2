import { StoreUnavailableError } from '../../domain/errors/store-unavailable-error.ts';

/** What a statement that failed means for the transaction that it belongs to. */
export type DatabaseFault =
  /** Another transaction stood in the way, or what somebody else prepared: the same work may succeed at once. */
  | 'conflict'
  /** The connection is gone. */
  | 'disconnected'
  /** The database cannot take it at the moment. */
  | 'unavailable'
  /** The statement itself is wrong. */
  | 'refused';

/** Serialization failure, and deadlock (PostgreSQL, appendix A). */
const conflicts = new Set(['40001', '40P01']);

/**
 * Of class 57 those that end a connection, and the classes of connections, of what the machine lacks, and of its errors.
 * 25006 is written to by somebody who has not noticed yet that another machine is the primary one.
 */
const disconnections = ['08', '57P01', '57P02', '57P03', '57P05', '25P03', '25006'];
const shortages = ['53', '57014', '58', '55P03'];

/** A plan that was made before another version of the server changed the table: a new connection makes a new one. */
const outdatedPlan = { code: '0A000', routine: 'RevalidateCachedQuery' };

/** A prepared statement that is not there, and one that is there already (PostgreSQL, appendix A). */
const lostPreparations = new Set(['26000', '42P05']);

/** Whether a proxy gave the connection on which something was prepared to somebody else. */
export function hasLostPreparation(error: unknown): boolean {
  return lostPreparations.has((error as { code?: string }).code ?? '');
}

export function databaseFaultOf(error: unknown): DatabaseFault {
  const { code, routine, severity } = error as { code?: unknown; routine?: unknown; severity?: unknown };
  if (error instanceof TypeError || error instanceof RangeError) return 'refused';
  // What the server says has a severity; anything else comes from the connection, or from waiting for one.
  if (typeof severity !== 'string' || typeof code !== 'string') return 'disconnected';
  if (conflicts.has(code) || lostPreparations.has(code)) return 'conflict';
  if (code === outdatedPlan.code && routine === outdatedPlan.routine) return 'disconnected';
  if (disconnections.some((prefix) => code.startsWith(prefix))) return 'disconnected';
  return shortages.some((prefix) => code.startsWith(prefix)) ? 'unavailable' : 'refused';
}

/** A statement failed, and is not to blame for it. */
export class DatabaseFaultError extends StoreUnavailableError {
  readonly fault: Exclude<DatabaseFault, 'refused'>;
  /** Nothing was stored, and the same may succeed at once: where another transaction or an old connection was in the way. */
  readonly mayBeTriedAgain: boolean;

  constructor(fault: Exclude<DatabaseFault, 'refused'>, cause: unknown, { isInDoubt = false } = {}) {
    super(cause, { mayBeStored: isInDoubt });
    this.fault = fault;
    this.mayBeTriedAgain = fault !== 'unavailable' && !isInDoubt;
  }

  /** The same where it is not known whether the commit came through. */
  inDoubt(): DatabaseFaultError {
    return new DatabaseFaultError(this.fault, this.cause, { isInDoubt: true });
  }
}
