import { hash } from 'node:crypto';
import type { Caller, KeyHolders } from '@jobwire/server';

/** What a key ends in that may only read. RFC 6750 allows a point in a key. */
const readOnlyEnding = '.read';

/**
 * Any key is an organization of its own, and the same key with `.read` behind it may only read what that organization has.
 *
 * @param accepted the keys that are accepted, each also with `.read`; every key when it is left out
 */
export function mockKeys(accepted?: readonly string[]): KeyHolders {
  return {
    find(key): Caller | null {
      const readOnly = key.endsWith(readOnlyEnding);
      const name = readOnly ? key.slice(0, -readOnlyEnding.length) : key;
      if (name === '' || accepted?.includes(name) === false) return null;
      return { organizationId: organizationOf(name), access: readOnly ? 'read' : 'write' };
    },
  };
}

/** Jobs show their organization, and somebody may try a real key on a mock. */
function organizationOf(key: string): string {
  return `org_${hash('sha256', key, 'hex').slice(0, 12)}`;
}
