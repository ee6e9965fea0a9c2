/** Where the server reads the time and waits for it. A test passes one that it moves by hand. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Runs `callback` once after `delayMs`, and never keeps the process alive for it. Returns what cancels it. */
  schedule(delayMs: number, callback: () => void): () => void;
}

/** `setTimeout` fires at once for a longer delay than this. */
const longestDelayMs = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  schedule(delayMs, callback) {
    const timer = setTimeout(callback, Math.min(Math.max(delayMs, 0), longestDelayMs));
    timer.unref();
    return () => clearTimeout(timer);
  },
};
