import type { Clock } from '../domain/clock.ts';

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

/** A round number, so that a wrong instant is seen at once. */
const start = Date.UTC(2026, 0, 1);

/** Rounds of the event loop that let what a timer began reach a store in memory and come back. */
const settlingRounds = 6;

/** A clock that stands still until it is told to go on. */
export class TestClock implements Clock {
  #now: number;
  readonly #timers = new Set<Timer>();
  readonly #settled: () => Promise<void>;

  /** `settled` resolves when what a timer began has come to its end. */
  constructor(now: number = start, settled: () => Promise<void> = () => turns(settlingRounds)) {
    this.#now = now;
    this.#settled = settled;
  }

  now(): number {
    return this.#now;
  }

  schedule(delayMs: number, callback: () => void): () => void {
    const timer = { at: this.#now + Math.max(delayMs, 0), callback };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** How many timers have neither fired nor been cancelled. */
  get pending(): number {
    return this.#timers.size;
  }

  /** Goes on by `ms`, firing each timer at its own instant, and lets what the timers began go on too. */
  async advance(ms: number): Promise<void> {
    const target = this.#now + ms;
    for (let next = this.#nextUntil(target); next !== undefined; next = this.#nextUntil(target)) {
      this.#timers.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.callback();
      await this.#settled();
    }
    this.#now = target;
    await this.#settled();
  }

  /** Is later by `ms` at once, as after a sleep of the machine: every timer that was due meanwhile fires late. */
  async jump(ms: number): Promise<void> {
    this.#now += ms;
    await this.advance(0);
  }

  #nextUntil(target: number): Timer | undefined {
    let next: Timer | undefined;
    for (const timer of this.#timers) {
      if (timer.at <= target && (next === undefined || timer.at < next.at)) next = timer;
    }
    return next;
  }
}

/** Lets the event loop go round. */
export async function turns(rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round += 1) await new Promise<void>((resolve) => setImmediate(resolve));
}
