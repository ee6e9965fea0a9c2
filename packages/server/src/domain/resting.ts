import type { Clock } from './clock.ts';

const firstRestMs = 1000;
const longestRestMs = 60_000;

interface Rest {
  readonly lengthMs: number;
  readonly until: number;
}

/**
 * What the store failed at for a reason of its own, such as one job, by name. It is left alone for a while, twice as long
 * each time up to a minute, so that it holds up nothing else, and is told of no more often than that.
 */
export class Resting {
  readonly #clock: Pick<Clock, 'now'>;
  readonly #rests = new Map<string, Rest>();

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock;
  }

  failed(name: string): void {
    const before = this.#rests.get(name)?.lengthMs;
    const lengthMs = before === undefined ? firstRestMs : Math.min(2 * before, longestRestMs);
    this.#rests.set(name, { lengthMs, until: this.#clock.now() + lengthMs });
  }

  succeeded(name: string): void {
    this.#rests.delete(name);
  }

  has(name: string): boolean {
    return this.#clock.now() < (this.#rests.get(name)?.until ?? Number.NEGATIVE_INFINITY);
  }

  /** All that is to be left alone now. */
  get names(): string[] {
    const now = this.#clock.now();
    // What has not failed again since then has gone its way, or is no more.
    for (const [name, { until }] of this.#rests) if (until + longestRestMs <= now) this.#rests.delete(name);
    return [...this.#rests.keys()].filter((name) => this.has(name));
  }
}
