import type { IncomingMessage } from 'node:http';
import { headerCount } from './header-count.ts';

const bearer = /^bearer +([^\s]+) *$/i;

/** The key of `Authorization: Bearer <key>` (RFC 6750 section 2.1); null when there is none, or more than one header. */
export function bearerKeyOf(request: IncomingMessage): string | null {
  const { authorization } = request.headers;
  if (authorization === undefined || headerCount('authorization', request.rawHeaders) !== 1) return null;
  return bearer.exec(authorization)?.[1] ?? null;
}
