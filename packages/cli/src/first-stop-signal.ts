/** The part of `process` that this needs. */
export interface SignalSource {
  on(signal: NodeJS.Signals, listener: () => void): unknown;
  exit(code: number): void;
}

const stopSignals = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const;

/**
 * For how long a further signal is taken for the same one: npm and its scripts pass on what the terminal has already sent to
 * everyone, so that one Ctrl-C arrives several times.
 */
const sameSignalMs = 300;

/**
 * Resolves at the first signal that asks to stop, with the exit code that a shell gives to it. A later one exits at once, with
 * its code.
 */
export function firstStopSignal(source: SignalSource, now: () => number = () => performance.now()): Promise<number> {
  return new Promise((resolve) => {
    let firstAt: number | null = null;
    for (const [signal, number] of Object.entries(stopSignals)) {
      source.on(signal as NodeJS.Signals, () => {
        if (firstAt !== null && now() - firstAt >= sameSignalMs) source.exit(128 + number);
        firstAt ??= now();
        resolve(128 + number);
      });
    }
  });
}
