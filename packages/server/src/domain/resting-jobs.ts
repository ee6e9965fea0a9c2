import type { Clock } from './clock.ts';

const firstRestMs = 1000;
const longestRestMs = 60_000;

interface Rest {
  readonly lengthMs: number;
  readonly until: number;
}

/**
 * Jobs at which the store failed for a reason of their own. Each is left alone for a while, twice as long each time up to
 * a minute, so that it holds up no other, and is told of no more often than that.
 */
export class RestingJobs {
  readonly #clock: Pick<Clock, 'now'>;
  readonly #rests = new Map<string, Rest>();

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock;
  }

  failed(jobId: string): void {
    const before = this.#rests.get(jobId)?.lengthMs;
    const lengthMs = before === undefined ? firstRestMs : Math.min(2 * before, longestRestMs);
    this.#rests.set(jobId, { lengthMs, until: this.#clock.now() + lengthMs });
  }

  succeeded(jobId: string): void {
    this.#rests.delete(jobId);
  }

  has(jobId: string): boolean {
    return this.#clock.now() < (this.#rests.get(jobId)?.until ?? Number.NEGATIVE_INFINITY);
  }

  /** Those that are to be left alone now. */
  get ids(): string[] {
    const now = this.#clock.now();
    // One that was asked for and has not failed again has gone its way, or was deleted.
    for (const [jobId, { until }] of this.#rests) if (until + longestRestMs <= now) this.#rests.delete(jobId);
    return [...this.#rests.keys()].filter((jobId) => this.has(jobId));
  }
}
