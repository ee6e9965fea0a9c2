import type { IncomingMessage } from 'node:http';
import { type TinyCaller, tinyCallers } from '../tiny-keys.ts';
import { Refusal } from './refusal.ts';
import type { World } from './world.ts';

/**
 * Who holds the key of a request.
 *
 * @throws Refusal when there is none
 */
export function findCaller(world: World, request: IncomingMessage): TinyCaller {
  const { authorization } = request.headers;
  if (authorization === undefined && world.breaks('a request without a key answers 403')) {
    throw new Refusal('forbidden', 'Tell me who you are.');
  }
  const scheme = world.breaks('any scheme is taken with a key') ? /^\S+ +(\S+)$/ : /^Bearer +(\S+)$/i;
  const [, key = ''] = scheme.exec(authorization ?? '') ?? [];
  const caller = Object.hasOwn(tinyCallers, key) ? tinyCallers[key] : undefined;
  if (caller !== undefined) {
    return caller;
  }
  const [, inQuery = ''] = /[?&](?:access_token|api_key|key|token)=([^&]+)/.exec(request.url ?? '') ?? [];
  const byQuery = tinyCallers[decodeURIComponent(inQuery)];
  if (byQuery !== undefined && world.breaks('a key in the query is taken')) {
    return byQuery;
  }
  if (key !== '' && world.breaks('any key is taken')) {
    return { organization: 'Nobody', readOnly: false };
  }
  throw new Refusal('unauthorized', 'Tell me who you are.');
}
