const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const month = `(?<month>${months.join('|')})`;
const time = String.raw`(?<hour>\d\d):(?<minute>\d\d):(?<second>\d\d)`;

/** The preferred form, and the two obsolete ones that a recipient has to understand too (RFC 9110 section 5.6.7). */
const forms = [
  String.raw`[A-Z][a-z]{2}, (?<day>\d\d) ${month} (?<year>\d{4}) ${time} GMT`,
  String.raw`[A-Z][a-z]{5,8}, (?<day>\d\d)-${month}-(?<year>\d\d) ${time} GMT`,
  String.raw`[A-Z][a-z]{2} ${month} (?<day>[ \d]\d) ${time} (?<year>\d{4})`,
].map((form) => new RegExp(`^${form}$`));

const fiftyYearsMs = 50 * 365.25 * 24 * 60 * 60 * 1000;

/** The instant of an HTTP date in milliseconds since the epoch; null when it is none. */
export function httpDate(text: string, now: number): number | null {
  const parts = forms.map((form) => form.exec(text)?.groups).find((groups) => groups !== undefined);
  if (parts === undefined) return null;
  const { year = '', day, hour, minute, second } = parts;
  const inYear = (number: number) =>
    Date.UTC(number, months.indexOf(parts.month ?? ''), Number(day), Number(hour), Number(minute), Number(second));
  if (year.length === 4) return inYear(Number(year));
  const inThisCentury = inYear(Math.floor(new Date(now).getUTCFullYear() / 100) * 100 + Number(year));
  if (inThisCentury <= now + fiftyYearsMs) return inThisCentury;
  // What seems to be more than 50 years ahead is in the past.
  return inYear(new Date(inThisCentury).getUTCFullYear() - 100);
}
