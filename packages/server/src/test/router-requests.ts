import type { ExchangeRequest } from './exchange.ts';

/** The headers of a caller who may write. */
export const auth = { Authorization: 'Bearer write' };

/** The same for a request with a body. */
export const json = { ...auth, 'Content-Type': 'application/json' };

/** A create whose body is `text`. */
export function create(text: ExchangeRequest['body'], headers: ExchangeRequest['headers'] = json): ExchangeRequest {
  return { method: 'POST', path: '/v1/jobs', headers, ...(text === undefined ? {} : { body: text }) };
}

/** A create that lacks nothing, with more members or others. */
export function createWith(members: Record<string, unknown>): ExchangeRequest {
  return create(JSON.stringify({ type: 'demo.batch', input: {}, ...members }));
}
