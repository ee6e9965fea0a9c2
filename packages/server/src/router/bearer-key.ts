import type { IncomingMessage } from 'node:http';

const bearer = /^bearer +([^\s]+) *$/i;

/** The key of `Authorization: Bearer <key>` (RFC 6750 section 2.1); null when there is none, or more than one header. */
export function bearerKeyOf(request: IncomingMessage): string | null {
  const { authorization } = request.headers;
  if (authorization === undefined || countOf('authorization', request.rawHeaders) !== 1) return null;
  return bearer.exec(authorization)?.[1] ?? null;
}

/** Node keeps the first of several such headers and drops the others, which would hide that they disagree. */
function countOf(name: string, rawHeaders: readonly string[]): number {
  let count = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const header = rawHeaders[index];
    if (header?.length === name.length && header.toLowerCase() === name) count += 1;
  }
  return count;
}
