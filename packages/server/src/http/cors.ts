import { operations } from '@jobwire/contract';
import cors from 'cors';
import type { RequestHandler } from 'express';
import { contractHeaders } from '../router/contract-headers.ts';

/** How long a browser need not ask again before it sends a request, in seconds. */
const preflightSeconds = 600;

/** What a browser's tracing adds to requests by itself. */
const traceHeaders = ['Traceparent', 'Tracestate'];

/**
 * Lets pages of these origins call the API, and read what its answers say in headers (WHATWG Fetch, section 3.2). Keys travel in
 * `Authorization`, never in cookies, so that credentials are not allowed, and `*` gives no page more than the key that it holds.
 *
 * @param origins such as `https://app.example.com`, or `*` alone
 */
export function corsFor(origins: readonly string[]): RequestHandler {
  const { request, response } = contractHeaders();
  const handle = cors({
    origin: origins.includes('*') ? '*' : [...origins],
    methods: [...new Set(Object.values(operations).map(({ method }) => method.toUpperCase()))],
    allowedHeaders: ['Authorization', 'Content-Type', ...request, ...traceHeaders],
    exposedHeaders: response,
    maxAge: preflightSeconds,
  });
  return (request, response, next) => {
    // OPTIONS is answered for CORS alone; any other is a method that the contract does not declare.
    const isPreflight = request.headers['access-control-request-method'] !== undefined;
    if (request.method === 'OPTIONS' && !isPreflight) return next();
    handle(request, response, next);
  };
}
