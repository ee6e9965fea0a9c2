import { httpDate } from './http-date.ts';

/**
 * What a receiver's `Retry-After` asks for, in milliseconds from `now`: seconds or an HTTP date (RFC 9110 section
 * 10.2.3). Null when there is none that can be read.
 */
export function retryAfterMs(header: string | undefined, now: number): number | null {
  if (header === undefined) return null;
  if (/^\d{1,9}$/.test(header)) return Number(header) * 1000;
  const at = httpDate(header, now);
  return at === null ? null : Math.max(at - now, 0);
}
