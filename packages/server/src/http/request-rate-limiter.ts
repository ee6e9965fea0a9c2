import type { Clock } from '../domain/clock.ts';
import type { RateLimitVerdict } from '../router/rate-limit-verdict.ts';

/** What one organization has left, as of some instant. */
interface Budget {
  requests: number;
  asOf: number;
}

const windowMs = 60_000;

/** Refilling adds fractions, which may miss a whole request by the last digits. */
const rounding = 1e-9;

/**
 * Allows each organization so many requests a minute. What is left refills evenly, so a caller that was refused waits for
 * one request and not for the end of a window, and the callers of a window do not all come back at its end. An
 * organization that was quiet for long may use a whole minute's worth at once.
 *
 * It counts in memory: a new process starts every organization with a full budget.
 */
export class RequestRateLimiter {
  readonly requestsPerMinute: number;
  readonly #clock: Clock;
  readonly #policy: string;
  /**
   * Two generations: an organization that has made no request for a whole window has a full budget again, which is what
   * one that is not known has, so the older generation can be dropped as it is.
   */
  #recent = new Map<string, Budget>();
  #older = new Map<string, Budget>();
  #generationEndsAt = 0;

  /** @throws RangeError when the limit is not a whole number of requests, or lets nobody in. */
  constructor(requestsPerMinute: number, clock: Clock) {
    if (!Number.isSafeInteger(requestsPerMinute) || requestsPerMinute < 1) {
      throw new RangeError(`requestsPerMinute has to be a whole number from 1 on, not ${requestsPerMinute}.`);
    }
    this.requestsPerMinute = requestsPerMinute;
    this.#clock = clock;
    this.#policy = `"default";q=${requestsPerMinute};w=${windowMs / 1000}`;
  }

  /** How many organizations are kept in mind. */
  get remembered(): number {
    return this.#recent.size + this.#older.size;
  }

  /** Counts one request of an organization; a refused one costs nothing. */
  take(organizationId: string): RateLimitVerdict {
    const budget = this.#budgetOf(organizationId, this.#clock.now());
    const allowed = budget.requests >= 1 - rounding;
    if (allowed) budget.requests = Math.max(0, budget.requests - 1);
    const missing = this.requestsPerMinute - budget.requests;
    const left = Math.floor(budget.requests + rounding);
    return {
      rateLimit: `"default";r=${left};t=${this.#secondsFor(missing)}`,
      rateLimitPolicy: this.#policy,
      retryAfterSeconds: allowed ? null : Math.max(1, this.#secondsFor(1 - budget.requests)),
    };
  }

  #budgetOf(organizationId: string, now: number): Budget {
    this.#forget(now);
    let budget = this.#recent.get(organizationId);
    if (budget === undefined) {
      budget = this.#older.get(organizationId) ?? { requests: this.requestsPerMinute, asOf: now };
      this.#older.delete(organizationId);
      this.#recent.set(organizationId, budget);
    }
    // A clock that was set back refills nothing, and refills from there on.
    const elapsedMs = Math.max(0, now - budget.asOf);
    budget.requests = Math.min(
      this.requestsPerMinute,
      budget.requests + (elapsedMs * this.requestsPerMinute) / windowMs,
    );
    budget.asOf = now;
    return budget;
  }

  #forget(now: number): void {
    // A clock that was set back must not keep a generation alive for that long.
    if (now < this.#generationEndsAt - windowMs) this.#generationEndsAt = now + windowMs;
    if (now < this.#generationEndsAt) return;
    // Long past its end, the younger generation has been quiet for a whole window too.
    this.#older = now >= this.#generationEndsAt + windowMs ? new Map() : this.#recent;
    this.#recent = new Map();
    this.#generationEndsAt = now + windowMs;
  }

  #secondsFor(requests: number): number {
    return Math.ceil((requests * windowMs) / this.requestsPerMinute / 1000 - rounding);
  }
}
