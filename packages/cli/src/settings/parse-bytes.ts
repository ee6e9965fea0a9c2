import { UsageError } from '../usage-error.ts';

const units: Record<string, number> = { '': 1, KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3 };

/** `least` and `most` as an operator writes them, such as `1KiB`. */
export function bytes(least: string, most: string): (text: string, source: string) => number {
  return (text, source) => {
    const value = byteCount(text);
    if (value === null || value < (byteCount(least) ?? 0) || value > (byteCount(most) ?? 0)) {
      throw new UsageError(
        `${source} takes a number of bytes from ${least} to ${most}, such as 65536, 512KiB or 1MiB; it cannot be "${text}".`,
      );
    }
    return value;
  };
}

function byteCount(text: string): number | null {
  const [, count, unit = ''] = /^(\d{1,12})(KiB|MiB|GiB)?$/.exec(text) ?? [];
  return count === undefined ? null : Number(count) * (units[unit] ?? 1);
}
