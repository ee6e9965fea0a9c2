/** What is held: one answer, or a stream of events. */
export type Waiting = 'request' | 'stream';

/**
 * Counts who waits, per organization, so that waiting costs no organization more than its share of connections. Over the
 * cap nobody is refused: the answer just comes at once.
 */
export class Waiters {
  readonly #perOrganization: number;
  readonly #waiting = new Map<string, number>();
  readonly #held: Record<Waiting, number> = { request: 0, stream: 0 };
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

  /** How many are held right now, of all organizations. */
  get held(): Readonly<Record<Waiting, number>> {
    return this.#held;
  }

  /** Takes a place and returns what gives it back, or null when the organization has none left. */
  enter(organizationId: string, kind: Waiting = 'request'): (() => void) | null {
    const waiting = this.#waiting.get(organizationId) ?? 0;
    if (waiting >= this.#perOrganization || this.released.aborted) return null;
    this.#waiting.set(organizationId, waiting + 1);
    this.#held[kind] += 1;
    let entered = true;
    return () => {
      if (!entered) return;
      entered = false;
      this.#held[kind] -= 1;
      const left = (this.#waiting.get(organizationId) ?? 1) - 1;
      if (left === 0) this.#waiting.delete(organizationId);
      else this.#waiting.set(organizationId, left);
    };
  }
}
