interface Window {
  readonly endsAt: number;
  used: number;
}

/** Counts the requests of each organization, a window at a time, from its first one on. */
export class RateLimits {
  readonly quota: number;
  readonly #windowMs: number;
  readonly #windows = new Map<string, Window>();

  constructor(requestsPerMinute: number, windowMs: number) {
    this.quota = Math.ceil((requestsPerMinute * windowMs) / 60_000);
    this.#windowMs = windowMs;
  }

  /** Counts one request. `remaining` is negative when it is one too many. */
  count(organization: string): { readonly remaining: number; readonly resetSeconds: number } {
    const now = Date.now();
    let window = this.#windows.get(organization);
    if (window === undefined || window.endsAt <= now) {
      window = { endsAt: now + this.#windowMs, used: 0 };
      this.#windows.set(organization, window);
    }
    window.used += 1;
    return { remaining: this.quota - window.used, resetSeconds: Math.ceil((window.endsAt - now) / 1_000) };
  }
}
