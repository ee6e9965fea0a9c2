import { setTimeout as sleep } from 'node:timers/promises';

/** How long a condition may take to hold, in milliseconds; far more than it ever needs, also on a machine that is busy. */
const longestMs = 60_000;

/** So often it is looked at once again. Then there is a pause each time, since what is waited for may need the processor. */
const looksAtOnce = 100;
const pauseMs = 5;

/** Looks again until `look` gives something, and gives that back. The name of what is missing goes into the error. */
export async function eventually<Value>(
  what: string,
  look: () => Value | null | undefined | false | Promise<Value | null | undefined | false>,
): Promise<Value> {
  const end = performance.now() + longestMs;
  for (let looks = 1; ; looks += 1) {
    const isLate = performance.now() > end;
    const found = await look();
    if (found !== null && found !== undefined && found !== false) return found;
    // Asked before the look: a process that stood still until now has looked once more.
    if (isLate) throw new Error(`It did not happen within ${longestMs} ms: ${what}.`);
    await (looks < looksAtOnce ? new Promise<void>((resolve) => setImmediate(resolve)) : sleep(pauseMs));
  }
}
