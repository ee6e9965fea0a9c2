/** How long a condition may take to hold, in milliseconds; far more than it ever needs. */
const longestMs = 20_000;

/** Looks again until `look` gives something, and gives that back. The name of what is missing goes into the error. */
export async function eventually<Value>(
  what: string,
  look: () => Value | null | undefined | false | Promise<Value | null | undefined | false>,
): Promise<Value> {
  const end = performance.now() + longestMs;
  for (;;) {
    const found = await look();
    if (found !== null && found !== undefined && found !== false) return found;
    if (performance.now() > end) throw new Error(`It did not happen within ${longestMs} ms: ${what}.`);
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
}
