import type { DatabaseFaultError } from './database-fault.ts';

/** Told how the connections of a process serve it. */
export interface ConnectionListener {
  /** A piece of work waited for a connection, whether or not it got one. In milliseconds. */
  waited(durationMs: number): void;
  /** A try of some work failed, and was not to blame for it. Most of what fails is tried again. */
  failed(fault: DatabaseFaultError['fault']): void;
}

/** The connections of a process, not counting the one that listens, at this moment. */
export interface PoolConnections {
  /** In use, or being opened for somebody. */
  readonly active: number;
  readonly idle: number;
  /** How many there may be. */
  readonly limit: number;
  /** Pieces of work that wait for one. */
  readonly waiting: number;
}
