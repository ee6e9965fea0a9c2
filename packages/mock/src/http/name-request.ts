import type { IncomingMessage } from 'node:http';

/** What the contract takes for a name of a request. */
const acceptable = /^[A-Za-z0-9._-]{1,128}$/;

/** The name of a request, which it has from now on: its `X-Request-Id` where that is one, or a new one. */
export function nameRequest({ headers }: IncomingMessage, newName: () => string): string {
  const given = headers['x-request-id'];
  const name = typeof given === 'string' && acceptable.test(given) ? given : newName();
  headers['x-request-id'] = name;
  return name;
}
