/** Choices that a seed repeats. */
export interface SeededRandom {
  readonly seed: number;
  /** From 0 up to, and without, 1. */
  fraction(): number;
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  /** One of the values, of which there has to be one. */
  pick<Value>(values: readonly Value[]): Value;
  chance(probability: number): boolean;
}

/** A small generator (mulberry32): not for secrets, and the same on every machine. */
export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0;
  const fraction = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (low: number, high: number) => low + Math.floor(fraction() * (high - low + 1));
  return {
    seed,
    fraction,
    between,
    pick: <Value>(values: readonly Value[]) => values[between(0, values.length - 1)] as Value,
    chance: (probability) => fraction() < probability,
  };
}

/** A seed for a run that was given none. */
export function freshSeed(): number {
  return Math.floor(Math.random() * 2 ** 31);
}
