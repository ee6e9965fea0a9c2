const tickMs = 200;

/** Longer than the kit or a tiny server ever keeps its process busy. */
const stallMs = 1_500;

/** Watches whether this process stands still, as it does when the machine has no time for it: then every bound is late. */
export class StallWatch {
  #last = performance.now();
  #stalled = false;
  readonly #timer = setInterval(() => this.#tick(), tickMs);

  /** Ends the watch, and tells whether the process stood still. */
  end(): boolean {
    this.#tick();
    clearInterval(this.#timer);
    return this.#stalled;
  }

  #tick(): void {
    const now = performance.now();
    this.#stalled ||= now - this.#last > tickMs + stallMs;
    this.#last = now;
  }
}
