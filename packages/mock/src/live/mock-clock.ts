import type { Clock } from '@jobwire/server';

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

export interface MockClockOptions {
  /** Milliseconds since the epoch. */
  readonly start: number;
  /** How many seconds pass in one. */
  readonly speed: number;
  /** Whether time passes by itself. */
  readonly running: boolean;
}

/** Beyond this much of one advance, time passes in leaps: whoever skips a month does not want each of its seconds. */
export const playedMs = 60 * 60 * 1000;
const shortestLeapMs = 60_000;
const mostLeaps = 2000;

/** Rounds of the event loop without a timer being set or taken back, after which everything that could go on has gone on. */
const quietRounds = 20;

const longestTimeoutMs = 2 ** 31 - 1;

/** A clock that runs at its own speed or stands still, and can be moved ahead. Everything in a live mock goes by it. */
export class MockClock implements Clock {
  readonly #timers = new Set<Timer>();
  /** The instant at `#since`; the whole truth while the clock does not run. */
  #base: number;
  #since = performance.now();
  #speed: number;
  #running: boolean;
  #isMoved = false;
  #moves: Promise<void> = Promise.resolve();
  #wakesAt = Number.POSITIVE_INFINITY;
  #cancelWake: () => void = () => {};
  /** How often a timer was set or taken back. */
  #changes = 0;

  constructor({ start, speed, running }: MockClockOptions) {
    this.#base = start;
    this.#speed = speed;
    this.#running = running;
  }

  get speed(): number {
    return this.#speed;
  }

  get running(): boolean {
    return this.#running;
  }

  now(): number {
    if (this.#isMoved || !this.#running) return this.#base;
    return Math.floor(this.#base + (performance.now() - this.#since) * this.#speed);
  }

  schedule(delayMs: number, callback: () => void): () => void {
    const timer = { at: this.now() + Math.max(delayMs, 0), callback };
    this.#timers.add(timer);
    this.#changes += 1;
    if (timer.at < this.#wakesAt) this.#wakeAt(timer.at);
    return () => {
      if (this.#timers.delete(timer)) this.#changes += 1;
    };
  }

  /** Goes on from now at another speed, or stands still, or runs again. */
  change({ speed = this.#speed, running = this.#running }: { speed?: number; running?: boolean }): void {
    this.#rebase(this.now());
    this.#speed = speed;
    this.#running = running;
    this.#wakeForNext();
  }

  /** Is later by `ms`, after everything that had to happen until then has happened at its own instant. */
  advance(ms: number): Promise<void> {
    const moved = this.#moves.then(() => this.#move(ms));
    this.#moves = moved;
    return moved;
  }

  /** Resolves when nothing can go on any more before the time does. Only a clock that stands still comes to that point. */
  async settle(): Promise<void> {
    let seen = this.#changes;
    for (let quiet = 0; quiet < quietRounds; quiet += 1) {
      await new Promise<void>((resolve) => setImmediate(resolve));
      if (seen !== this.#changes) quiet = 0;
      seen = this.#changes;
    }
  }

  /** Fires nothing any more. */
  stop(): void {
    this.#cancelWake();
    this.#timers.clear();
    this.#running = false;
  }

  async #move(ms: number): Promise<void> {
    const start = this.now();
    const target = start + ms;
    this.#rebase(start);
    this.#isMoved = true;
    const played = Math.min(target, start + playedMs);
    const leapMs = Math.max(shortestLeapMs, (target - played) / mostLeaps);
    await this.settle();
    for (let next = this.#nextUntil(played); next !== undefined; next = this.#nextUntil(played)) {
      this.#base = Math.max(this.#base, next.at);
      this.#fire(next);
      await this.settle();
    }
    this.#base = played;
    while (this.#base < target) {
      this.#base = Math.min(target, Math.ceil(this.#base + leapMs));
      this.#fireDue();
      await this.settle();
    }
    this.#isMoved = false;
    this.#rebase(target);
    this.#wakeForNext();
  }

  #rebase(now: number): void {
    this.#base = now;
    this.#since = performance.now();
  }

  #nextUntil(target: number): Timer | undefined {
    let next: Timer | undefined;
    for (const timer of this.#timers) {
      if (timer.at <= target && (next === undefined || timer.at < next.at)) next = timer;
    }
    return next;
  }

  #fire(timer: Timer): void {
    this.#changes += 1;
    if (this.#timers.delete(timer)) timer.callback();
  }

  /** In the order of their instants. What they set anew waits for the next time. */
  #fireDue(): void {
    const now = this.now();
    const due = [...this.#timers].filter(({ at }) => at <= now).toSorted((one, other) => one.at - other.at);
    for (const timer of due) this.#fire(timer);
  }

  #wakeForNext(): void {
    this.#cancelWake();
    this.#wakesAt = Number.POSITIVE_INFINITY;
    const next = this.#nextUntil(Number.POSITIVE_INFINITY);
    if (next !== undefined) this.#wakeAt(next.at);
  }

  #wakeAt(instant: number): void {
    if (this.#isMoved) return;
    const inMs = instant - this.now();
    // What is due now happens on a clock that stands still, too.
    if (inMs > 0 && !this.#running) return;
    this.#cancelWake();
    this.#wakesAt = instant;
    if (inMs <= 0) {
      const immediate = setImmediate(() => this.#wake());
      this.#cancelWake = () => clearImmediate(immediate);
      return;
    }
    const timeout = setTimeout(() => this.#wake(), Math.min(Math.ceil(inMs / this.#speed), longestTimeoutMs));
    timeout.unref();
    this.#cancelWake = () => clearTimeout(timeout);
  }

  #wake(): void {
    this.#wakesAt = Number.POSITIVE_INFINITY;
    if (this.#isMoved) return;
    this.#fireDue();
    this.#wakeForNext();
  }
}
