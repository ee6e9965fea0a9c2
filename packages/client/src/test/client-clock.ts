import { eventually } from '../../../server/src/test/eventually.ts';
import type { ClientEnvironment } from '../client-environment.ts';

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

/** Time that stands still until a test lets it pass, and chance that is always the same. */
export class ClientClock implements ClientEnvironment {
  #now = Date.UTC(2026, 0, 1);
  readonly #timers = new Set<Timer>();
  /** What chance gives from now on. */
  chance = 0.5;

  readonly now = () => this.#now;

  readonly random = () => this.chance;

  readonly schedule = (delayMs: number, callback: () => void) => {
    const timer = { at: this.#now + delayMs, callback };
    this.#timers.add(timer);
    return () => {
      this.#timers.delete(timer);
    };
  };

  /** The delays of all timers that run, shortest first. */
  get delays(): number[] {
    return Array.from(this.#timers, ({ at }) => at - this.#now).sort((one, other) => one - other);
  }

  /** Waits until the client waits for exactly so long, and lets that time pass. */
  async passes(ms: number): Promise<void> {
    await eventually(`something waits for ${ms} ms`, () => this.delays.includes(ms)).catch((error) => {
      throw new Error(`${error.message} What is waited for: ${this.delays.join(', ')} ms.`);
    });
    this.#now += ms;
    for (const timer of [...this.#timers].sort((one, other) => one.at - other.at)) {
      if (timer.at > this.#now || !this.#timers.delete(timer)) continue;
      timer.callback();
    }
  }
}
