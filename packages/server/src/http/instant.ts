import { ContractProblem, type ContractProblemOptions } from '../router/contract-problem.ts';

const dayMs = 86_400_000;
/** Today and the days on which today's jobs expire: more are hardly ever asked for at the same time. */
const rememberedDays = 64;
const dateOfDay = new Map<number, string>();

/**
 * Milliseconds since the epoch as RFC 3339 in UTC, as `Date.toISOString` gives it. A job has up to ten times, mostly of
 * two days, and writing their dates anew took a tenth of the time of its answer.
 */
export function isoInstant(instant: number): string {
  const day = Math.floor(instant / dayMs);
  let date = dateOfDay.get(day);
  if (date === undefined) {
    date = new Date(instant).toISOString().slice(0, -13);
    if (dateOfDay.size >= rememberedDays) dateOfDay.clear();
    dateOfDay.set(day, date);
  }
  const ms = instant - day * dayMs;
  const hours = twoDigits[Math.floor(ms / 3_600_000)];
  const minutes = twoDigits[Math.floor(ms / 60_000) % 60];
  const seconds = twoDigits[Math.floor(ms / 1000) % 60];
  return `${date}${hours}:${minutes}:${seconds}.${String(ms % 1000).padStart(3, '0')}Z`;
}

const twoDigits = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));

export function isoInstantOrNull(instant: number | null): string | null {
  return instant === null ? null : isoInstant(instant);
}

/** `Date.parse` takes the 30th of February for the 2nd of March, and the hour 24 for the next day. */
function existingInstant(text: string): number | null {
  const date = text.slice(0, 10);
  const midnight = Date.parse(date);
  if (Number.isNaN(midnight) || !new Date(midnight).toISOString().startsWith(date) || text.slice(11, 13) === '24') {
    return null;
  }
  const instant = isLeapSecond(text) ? followingSecond(text) : Date.parse(text);
  if (Number.isNaN(instant)) return null;
  const year = new Date(instant).getUTCFullYear();
  // An offset can move it out of the years that have four digits, in which every answer is given.
  return year >= 0 && year <= 9999 ? instant : null;
}

/** RFC 3339 section 5.6 has a second 60, of which `Date` knows nothing. */
function isLeapSecond(text: string): boolean {
  return text.slice(17, 19) === '60';
}

/** A clock without leap seconds shows the next second in their place. They come at the end of a UTC day only. */
function followingSecond(text: string): number {
  const instant = Date.parse(`${text.slice(0, 17)}59${text.slice(19)}`) + 1000;
  return instant - Math.floor(instant / dayMs) * dayMs < 1000 ? instant : Number.NaN;
}

type Place = NonNullable<ContractProblemOptions['errors']>[number];

/**
 * An RFC 3339 time as milliseconds since the epoch. The schema has checked its form; what is left are times that no
 * clock shows, such as the 30th of February.
 *
 * @throws ContractProblem `validation_error`
 */
export function parseInstant(text: string, place: Omit<Place, 'message'>): number {
  const instant = existingInstant(text);
  if (instant !== null) return instant;
  const where = place.pointer ?? place.name;
  throw new ContractProblem('validation_error', `${where} is not a time that exists: ${text}.`, {
    errors: [{ ...place, message: 'is not a time that exists' }],
  });
}
