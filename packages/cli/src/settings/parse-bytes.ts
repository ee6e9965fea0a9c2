import { UsageError } from '../usage-error.ts';
import { examplesWithin } from './examples-within.ts';

const units: Record<string, number> = { '': 1, KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3 };

/** `least` and `most` as an operator writes them, such as `1KiB`. */
export function bytes(least: string, most: string): (text: string, source: string) => number {
  return (text, source) => {
    const value = byteCount(text);
    const [from, to] = [byteCount(least) ?? 0, byteCount(most) ?? 0];
    if (value === null || value < from || value > to) {
      const such = examplesWithin(['65536', '512KiB', '1MiB', '10GiB'], byteCount, from, to);
      throw new UsageError(
        `${source} takes a number of bytes from ${least} to ${most}, such as ${such}; it cannot be "${text}".`,
      );
    }
    return value;
  };
}

function byteCount(text: string): number | null {
  const [, count, unit = ''] = /^(\d{1,12})(KiB|MiB|GiB)?$/.exec(text) ?? [];
  return count === undefined ? null : Number(count) * (units[unit] ?? 1);
}
