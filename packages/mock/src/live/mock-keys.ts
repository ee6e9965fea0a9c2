import { hash } from 'node:crypto';
import type { Caller, KeyHolders } from '@jobwire/server';

/** What a key ends in that may only read. RFC 6750 allows a point in a key. */
const readOnlyEnding = '.read';

/** What a program sends that has no key and does not notice it. */
const missing: ReadonlySet<string> = new Set(['undefined', 'null', 'false', 'NaN', '0']);

/**
 * Any key is an organization of its own, and the same key with `.read` behind it may only read what that organization has.
 *
 * @param accepted the keys that are accepted, each also with `.read`; when it is left out, every key but those that are called
 *   unknown (`unknown…`, `sk_unknown…`), and those that are a missing one turned into text, such as `undefined`
 */
export function mockKeys(accepted?: readonly string[]): KeyHolders {
  const isAccepted = (name: string) =>
    accepted === undefined ? !/^(sk_)?unknown/.test(name) && !missing.has(name) : accepted.includes(name);
  return {
    find(key): Caller | null {
      const readOnly = key.endsWith(readOnlyEnding);
      const name = readOnly ? key.slice(0, -readOnlyEnding.length) : key;
      if (name === '' || !isAccepted(name)) return null;
      return { organizationId: organizationOf(name), access: readOnly ? 'read' : 'write' };
    },
  };
}

/** Jobs show their organization, and somebody may try a real key on a mock. */
function organizationOf(key: string): string {
  return `org_${hash('sha256', key, 'hex').slice(0, 12)}`;
}
