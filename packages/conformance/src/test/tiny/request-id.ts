import type { IncomingMessage } from 'node:http';
import type { World } from './world.ts';

/** The name of a request: the caller's own when it is well-formed, else a new one. */
export function requestIdFor(world: World, request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  const made = `r-${Math.random().toString(36).slice(2)}`;
  if (typeof given !== 'string' || world.breaks('an X-Request-Id of the caller is replaced')) {
    return made;
  }
  const lax = world.breaks('an X-Request-Id is echoed whatever it holds');
  return /^[A-Za-z0-9._-]{1,128}$/.test(given) || (lax && given !== '') ? given : made;
}
