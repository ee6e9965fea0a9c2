const rfc3339 = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/;

/** An RFC 3339 time in milliseconds since 1970; null when there is no such time. */
export function readInstant(text: string): number | null {
  const [, year, month, day, hour, minute, second] = rfc3339.exec(text) ?? [];
  if (day === undefined || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) {
    return null;
  }
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  if (date.getUTCMonth() !== Number(month) - 1) {
    return null;
  }
  const instant = Date.parse(text.toUpperCase());
  return Number.isNaN(instant) || !/^\d{4}-/.test(new Date(instant).toISOString()) ? null : instant;
}

/** A time in UTC, with more digits than it needs: RFC 3339 leaves their number open. */
export function writeInstant(instant: number): string {
  return new Date(instant).toISOString().replace('Z', '000Z');
}

/** The present, as it is written. */
export function writeNow(): string {
  return writeInstant(Date.now());
}
