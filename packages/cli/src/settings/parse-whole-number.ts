import type { OptionRange } from '@jobwire/server';
import { UsageError } from '../usage-error.ts';

/** @throws {UsageError} when it is no whole number from `least` to `most`. */
export function wholeNumber({
  least,
  most,
}: Pick<OptionRange, 'least' | 'most'>): (text: string, source: string) => number {
  return (text, source) => {
    const value = Number(text);
    if (!/^\d{1,15}$/.test(text) || value < least || value > most) {
      throw new UsageError(`${source} takes a whole number from ${least} to ${most}; it cannot be "${text}".`);
    }
    return value;
  };
}
