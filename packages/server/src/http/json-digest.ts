import { hash } from 'node:crypto';

/** The same for equal JSON, whatever the order of its members and the form of its numbers. */
export function jsonDigest(value: unknown): string {
  return hash('sha256', JSON.stringify(value, sortedMembers), 'base64url');
}

function sortedMembers(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}
