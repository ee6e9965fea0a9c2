interface Destination {
  underWay: number;
  failuresInARow: number;
}

/** How many deliveries to one destination are under way at most. */
const mostUnderWay = 8;

/** After this many failures in a row the destination is left alone for a while, and then tried with one delivery. */
const failuresBeforePause = 5;
const shortestPauseMs = 5000;
const longestPauseMs = 5 * 60 * 1000;

/** What this process knows of the receivers it sends to at the moment: how busy they are, and how they have answered. */
export class Destinations {
  readonly #known = new Map<string, Destination>();

  /** How many more deliveries a destination takes now. */
  capacityOf(name: string): number {
    const { underWay, failuresInARow } = this.#known.get(name) ?? { underWay: 0, failuresInARow: 0 };
    const most = failuresInARow >= failuresBeforePause ? 1 : mostUnderWay;
    return Math.max(most - underWay, 0);
  }

  begin(name: string): void {
    const destination = this.#known.get(name) ?? { underWay: 0, failuresInARow: 0 };
    destination.underWay += 1;
    this.#known.set(name, destination);
  }

  succeeded(name: string): void {
    this.#end(name, () => 0);
  }

  /** Returns for how long to leave the destination alone, in milliseconds. */
  failed(name: string): number {
    const failures = this.#end(name, (before) => before + 1);
    if (failures < failuresBeforePause) return 0;
    return Math.min(shortestPauseMs * 2 ** (failures - failuresBeforePause), longestPauseMs);
  }

  #end(name: string, count: (before: number) => number): number {
    const destination = this.#known.get(name);
    if (destination === undefined) return 0;
    destination.underWay -= 1;
    destination.failuresInARow = count(destination.failuresInARow);
    // Only those that are busy or in trouble are remembered.
    if (destination.underWay === 0 && destination.failuresInARow === 0) this.#known.delete(name);
    return destination.failuresInARow;
  }
}
