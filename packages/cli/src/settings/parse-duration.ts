import { UsageError } from '../usage-error.ts';
import { examplesWithin } from './examples-within.ts';

const unitsMs: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `least` and `most` as an operator writes them, such as `1s` and `30d`. */
export function duration(least: string, most: string): (text: string, source: string) => number {
  return (text, source) => {
    const ms = durationMs(text);
    const [from, to] = [durationMs(least) ?? 0, durationMs(most) ?? 0];
    if (ms === null || ms < from || ms > to) {
      const such = examplesWithin(['500ms', '30s', '15m', '12h', '30d'], durationMs, from, to);
      throw new UsageError(
        `${source} takes a duration from ${least} to ${most}, such as ${such}; it cannot be "${text}".`,
      );
    }
    return ms;
  };
}

/** A whole number with its unit, in milliseconds; null for anything else. */
function durationMs(text: string): number | null {
  const [, count, unit = ''] = /^(\d{1,12})(ms|s|m|h|d)$/.exec(text) ?? [];
  return count === undefined ? null : Number(count) * (unitsMs[unit] ?? 0);
}
