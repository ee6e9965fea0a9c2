import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const acceptable = /^[A-Za-z0-9._-]{1,128}$/;

/** What is read and answered in several places has one name in all of them. */
const made = new WeakMap<IncomingMessage, string>();

/** The caller's own name for a request where it can be echoed safely, or one that is made when it is first asked for. */
export function requestIdOf(request: IncomingMessage): string {
  const named = request.headers['x-request-id'];
  if (typeof named === 'string' && acceptable.test(named)) return named;
  const known = made.get(request);
  if (known !== undefined) return known;
  const requestId = newRequestId();
  made.set(request, requestId);
  return requestId;
}

/** For what could not be read as a request. */
export function newRequestId(): string {
  return `req_${randomUUID()}`;
}
