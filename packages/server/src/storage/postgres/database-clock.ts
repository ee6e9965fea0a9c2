import { type Clock, systemClock } from '../../domain/clock.ts';

/** Two clocks of a machine drift apart by far less than a millisecond in this time. */
const resyncMs = 5000;

/** An answer that took longer says too little about when the database gave it, unless none is any quicker. */
const quickMs = 20;

/**
 * The time of the database, so that processes on machines whose clocks differ agree about leases and deadlines. It is
 * asked for now and then, and counted on from with a clock that nobody sets; it is right to half of what an answer takes.
 */
export class DatabaseClock implements Clock {
  readonly #ask: () => Promise<number>;
  readonly #monotonicMs: () => number;
  readonly #timers: Pick<Clock, 'schedule'>;
  #offsetMs = 0;
  /** How long an answer may have taken to be believed: any at first, and longer with each that was not. */
  #believedMs = Number.POSITIVE_INFINITY;
  #stopped = false;
  #cancelTimer: () => void = () => {};

  /** `ask` gives what time it is in the database, in milliseconds since the epoch. */
  constructor(
    ask: () => Promise<number>,
    monotonicMs: () => number = () => performance.now(),
    timers: Pick<Clock, 'schedule'> = systemClock,
  ) {
    this.#ask = ask;
    this.#monotonicMs = monotonicMs;
    this.#timers = timers;
  }

  now(): number {
    return Math.floor(this.#monotonicMs() + this.#offsetMs);
  }

  schedule(delayMs: number, callback: () => void): () => void {
    return this.#timers.schedule(delayMs, callback);
  }

  /** Resolves when the time is known, and keeps it right from then on. */
  async start(): Promise<void> {
    await this.synchronize();
    this.#scheduleNext();
  }

  stop(): void {
    this.#stopped = true;
    this.#cancelTimer();
  }

  async synchronize(): Promise<void> {
    const asked = this.#monotonicMs();
    const time = await this.#ask();
    const answered = this.#monotonicMs();
    const tookMs = answered - asked;
    if (tookMs > this.#believedMs) {
      this.#believedMs *= 2;
      return;
    }
    this.#offsetMs = time - (asked + answered) / 2;
    this.#believedMs = Math.max(quickMs, tookMs);
  }

  #scheduleNext(): void {
    if (this.#stopped) return;
    this.#cancelTimer = this.#timers.schedule(resyncMs, () => {
      // A database that cannot answer has not changed its time meanwhile.
      void this.synchronize()
        .catch(() => {})
        .finally(() => this.#scheduleNext());
    });
  }
}
