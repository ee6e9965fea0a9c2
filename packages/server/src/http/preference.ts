import { longestWaitSeconds } from './wait-limits.ts';

/**
 * The seconds of `wait=n` in a `Prefer` header (RFC 7240), clamped to what the contract allows; null when there is no
 * such preference, or when it is malformed and so ignored.
 */
export function preferredWaitSeconds(prefer: string | undefined): number | null {
  for (const preference of prefer?.split(',') ?? []) {
    const [, value] = /^\s*wait\s*=\s*"?(\d+)"?\s*(?:;.*)?$/i.exec(preference) ?? [];
    if (value !== undefined) return Math.min(Number(value), longestWaitSeconds);
  }
  return null;
}
