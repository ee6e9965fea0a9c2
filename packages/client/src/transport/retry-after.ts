/** Reads `Retry-After` (RFC 9110 section 10.2.3), which is a number of seconds or a date; in seconds. */
export function retryAfterSecondsOf(headers: Headers, now: number): number | undefined {
  const value = headers.get('Retry-After') ?? '';
  const seconds = Number(value) || (Date.parse(value) - now) / 1000;
  return seconds > 0 ? seconds : undefined;
}
