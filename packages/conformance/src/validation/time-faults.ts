import type { ResponseFault } from './response-fault.ts';

/** Members of answers that hold a time, by their names in the contract; those of the caller's own data are left out. */
const isTime = (name: string) => name.endsWith('_at') || name === 'at' || name === 'scheduled_for';

/** Data of the caller or of a job type, where any name may stand for anything. */
const free: readonly string[] = ['input', 'metadata', 'output', 'details', 'input_schema', 'limits'];

const utcTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/** Times that are not in UTC with `Z` and a year of four digits. */
export function timeFaults(body: unknown): ResponseFault[] {
  return Object.entries(wrongTimes(body)).map(([name, value]) => ({
    requirement: 'responses/times-in-utc',
    expected: `\`${name}\` in UTC with Z`,
    actual: value,
  }));
}

function wrongTimes(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.assign(
    {},
    ...Object.entries(value).map(([name, inner]) => {
      if (free.includes(name)) return {};
      if (isTime(name) && typeof inner === 'string') return utcTime.test(inner) ? {} : { [name]: inner };
      return wrongTimes(inner);
    }),
  );
}
