import type { IncomingMessage, ServerResponse } from 'node:http';

/** For how long a browser may remember that a request is allowed, in seconds. */
const rememberedSeconds = '600';

/**
 * Lets any web page read the answer, also to a request with credentials (https://fetch.spec.whatwg.org/#http-cors-protocol).
 *
 * @returns whether the request was a browser's question, which is answered now.
 */
export function allowOtherOrigins({ method, headers }: IncomingMessage, response: ServerResponse): boolean {
  // To a request with credentials `*` is no origin.
  response.setHeader('Access-Control-Allow-Origin', headers.origin ?? '*');
  if (headers.origin !== undefined) response.setHeader('Access-Control-Allow-Credentials', 'true');
  response.setHeader('Access-Control-Expose-Headers', '*');
  response.setHeader('Vary', 'Origin');
  const wanted = headers['access-control-request-method'];
  if (method !== 'OPTIONS' || wanted === undefined) return false;
  response.setHeader('Access-Control-Allow-Methods', wanted);
  // `*` would leave Authorization out.
  response.setHeader('Access-Control-Allow-Headers', headers['access-control-request-headers'] ?? '*');
  response.setHeader('Access-Control-Max-Age', rememberedSeconds);
  response.writeHead(204).end();
  return true;
}
