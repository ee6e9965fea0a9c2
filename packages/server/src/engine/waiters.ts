/**
 * Counts who waits, per organization, so that waiting costs no organization more than its share of connections. Over the
 * cap nobody is refused: the answer just comes at once.
 */
export class Waiters {
  readonly #perOrganization: number;
  readonly #waiting = new Map<string, number>();
  readonly #released = new AbortController();

  constructor(perOrganization: number) {
    this.#perOrganization = perOrganization;
  }

  get perOrganization(): number {
    return this.#perOrganization;
  }

  /** Aborted when the server shuts down, and everybody who waits is to be answered with what is. */
  get released(): AbortSignal {
    return this.#released.signal;
  }

  releaseAll(): void {
    this.#released.abort();
  }

  /** Takes a place and returns what gives it back, or null when the organization has none left. */
  enter(organizationId: string): (() => void) | null {
    const waiting = this.#waiting.get(organizationId) ?? 0;
    if (waiting >= this.#perOrganization || this.released.aborted) return null;
    this.#waiting.set(organizationId, waiting + 1);
    let entered = true;
    return () => {
      if (!entered) return;
      entered = false;
      const left = (this.#waiting.get(organizationId) ?? 1) - 1;
      if (left === 0) this.#waiting.delete(organizationId);
      else this.#waiting.set(organizationId, left);
    };
  }
}
