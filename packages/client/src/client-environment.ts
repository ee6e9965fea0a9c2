/** What a client takes from the machine it runs on: time and chance. Tests pass their own. */
export interface ClientEnvironment {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls back once after `delayMs` milliseconds, unless the function it gives is called before. Never, for `Infinity`. */
  schedule(delayMs: number, callback: () => void): () => void;
  /** A number from 0 to just below 1. */
  random(): number;
}

/** A platform takes a longer time for none at all. */
const longestTimerMs = 2 ** 31 - 1;

export const systemEnvironment: ClientEnvironment = {
  now: () => Date.now(),
  schedule(delayMs, callback) {
    const timer = delayMs <= longestTimerMs ? setTimeout(callback, delayMs) : undefined;
    return () => clearTimeout(timer);
  },
  random: () => Math.random(),
};
