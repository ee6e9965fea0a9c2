import { isDeepStrictEqual } from 'node:util';
import type { Exchange } from '../runner/exchange.ts';
import { fail } from './fail.ts';

/** A value is shown up to this many characters. */
const shownCharacters = 300;

/** Ends the check as failed unless both values are equal, down to their members. `what` names the value. */
export function expectEqual(what: string, actual: unknown, expected: unknown, exchange: Exchange | null): void {
  if (!isDeepStrictEqual(actual, expected)) {
    fail(`${what}: ${shortJson(expected)}`, shortJson(actual), exchange);
  }
}

/** A value as JSON, cut where it becomes long. */
export function shortJson(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > shownCharacters ? `${text.slice(0, shownCharacters)}…` : text;
}
