import { type Clock, systemClock } from '../domain/clock.ts';

/** Told once when the database cannot take what it is asked, with the reason, and once when it can again. */
export interface AvailabilityListener {
  away(reason: unknown): void;
  back(afterMs: number): void;
}

/** For how long nothing may have failed before the database is back, so that one that wavers is not told of time and again. */
const calmMs = 2000;

/** Whether the database takes what it is asked, from what becomes of all that a process asks of it. */
export class Availability {
  readonly #listener: AvailabilityListener;
  readonly #now: () => number;
  #awaySince: number | null = null;
  #failedAt = 0;
  #isStopped = false;

  constructor(listener: AvailabilityListener, clock: Pick<Clock, 'now'> = systemClock) {
    this.#listener = listener;
    this.#now = () => clock.now();
  }

  /** Nothing is told any more: what fails when a process closes its connections says nothing of the database. */
  stop(): void {
    this.#isStopped = true;
  }

  failed(reason: unknown): void {
    if (this.#isStopped) return;
    this.#failedAt = this.#now();
    if (this.#awaySince !== null) return;
    this.#awaySince = this.#failedAt;
    this.#listener.away(reason);
  }

  succeeded(): void {
    if (this.#awaySince === null || this.#now() - this.#failedAt < calmMs) return;
    const awayMs = this.#now() - this.#awaySince;
    this.#awaySince = null;
    this.#listener.back(awayMs);
  }
}
