import { UsageError } from './usage-error.ts';

/** One key that a server accepts, and for whom. */
export interface ApiKeyEntry {
  readonly key: string;
  readonly organizationId: string;
  readonly access: 'read' | 'write';
}

const howTo = 'Write KEY=ORGANIZATION or KEY=ORGANIZATION:read, with commas between the entries.';

/** What `Authorization: Bearer` can carry, without the comma, which ends an entry. */
const keyPattern = /^[\x21-\x2b\x2d-\x7e]+$/;

const organizationPattern = /^[A-Za-z0-9._-]{1,64}$/;

/**
 * Reads `JOBWIRE_API_KEYS`, for example `sk_a=acme,sk_b=globex,sk_r=acme:read`. Unset and empty are the same: no keys.
 *
 * @throws {UsageError} that names an entry by its position, because what cannot be read may be a key.
 */
export function parseApiKeys(text: string | undefined): ApiKeyEntry[] {
  if (text === undefined || text.trim() === '') return [];
  const seen = new Set<string>();
  return text.split(',').map((part, index) => {
    const entry = parseEntry(part.trim(), `Entry ${index + 1} of JOBWIRE_API_KEYS`);
    if (seen.has(entry.key)) {
      throw new UsageError(
        `Entry ${index + 1} of JOBWIRE_API_KEYS has the key of an earlier entry. Remove one of them.`,
      );
    }
    seen.add(entry.key);
    return entry;
  });
}

function parseEntry(entry: string, where: string): ApiKeyEntry {
  if (entry === '') throw new UsageError(`${where} is empty. ${howTo}`);
  // The last one, because a key may end in the padding of base64.
  const equals = entry.lastIndexOf('=');
  if (equals === -1) throw new UsageError(`${where} has no "=". ${howTo}`);
  const key = entry.slice(0, equals);
  if (!keyPattern.test(key)) {
    const fault = key === '' ? 'has no key before its "="' : 'has a character in its key that a header cannot carry';
    throw new UsageError(`${where} ${fault}. ${howTo}`);
  }
  const [organizationId = '', access, ...more] = entry.slice(equals + 1).split(':');
  if (!organizationPattern.test(organizationId)) {
    throw new UsageError(`${where} names no organization of 1 to 64 letters, digits, ".", "_" and "-". ${howTo}`);
  }
  if (more.length > 0 || (access !== undefined && access !== 'read')) {
    throw new UsageError(`${where} ends in something other than ":read". ${howTo}`);
  }
  return { key, organizationId, access: access ?? 'write' };
}
