import { longestWaitSeconds } from './wait-limits.ts';

/** A preference with its value, and perhaps with parameters behind it. */
const waitFor = /^\s*wait\s*=\s*(?:(\d+)|"(\d+)")\s*(?:;.*)?$/is;

/**
 * The seconds of `wait=n` in a `Prefer` header (RFC 7240), clamped to what the contract allows; null when there is no
 * such preference, or when it is malformed and so ignored.
 */
export function preferredWaitSeconds(prefer: string | undefined): number | null {
  for (const preference of prefer === undefined ? [] : listMembers(prefer)) {
    const [, bare, quoted] = waitFor.exec(preference) ?? [];
    const value = bare ?? quoted;
    if (value !== undefined) return Math.min(Number(value), longestWaitSeconds);
  }
  return null;
}

/** The members of a list (RFC 9110 section 5.6.1): a comma within quotes parts nothing. */
function listMembers(list: string): string[] {
  if (!list.includes('"')) return list.split(',');
  const members: string[] = [];
  let begin = 0;
  let quoted = false;
  for (let index = 0; index < list.length; index += 1) {
    const character = list[index];
    if (quoted && character === '\\') index += 1;
    else if (character === '"') quoted = !quoted;
    else if (character === ',' && !quoted) {
      members.push(list.slice(begin, index));
      begin = index + 1;
    }
  }
  return [...members, list.slice(begin)];
}
