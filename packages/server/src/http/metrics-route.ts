import { hash, timingSafeEqual } from 'node:crypto';
import express, { type Request, type Router } from 'express';
import { bearerKeyOf } from '../router/bearer-key.ts';
import { unauthorized } from '../router/contract-problem.ts';
import { requestIdOf } from '../router/request-id.ts';
import { ResponseWriter } from '../router/response-writer.ts';

export interface MetricsRouteOptions {
  /** The one key that opens the metrics; undefined for none. */
  readonly key: string | undefined;
  /** Whether the server listens on an address that only its own machine reaches. */
  isLoopback(): boolean;
  /** The metrics in the text format of Prometheus. */
  text(): Promise<string>;
  readonly onError: (error: unknown) => void;
}

const contentType = 'text/plain; version=0.0.4; charset=utf-8';

/** Added by proxies, behind which a loopback address says nothing about who asks. */
const forwardingHeaders = /^(via|forwarded|x-forwarded-.+|x-real-ip|cf-connecting-ip|true-client-ip)$/;

/**
 * `GET /metrics`: with a key, for that key alone, and never for one of a tenant; without one, for programs of the same
 * machine. For everybody else there is no such path.
 */
export function metricsRoute({ key, isLoopback, text, onError }: MetricsRouteOptions): Router {
  const router = express.Router({ strict: true, caseSensitive: true });
  const settings = {
    checkResponse: null,
    problemType: (code: string) => `/docs/errors#${code}`,
    onError,
    observer: null,
  };
  const isRight = key === undefined ? null : keyComparison(key);
  router.get('/metrics', async (request, response, next) => {
    if (isRight === null) {
      if (!isLoopback() || isForwarded(request)) return next();
    } else {
      const given = bearerKeyOf(request);
      if (given === null || !isRight(given)) {
        const refusal = unauthorized(given === null ? 'missing' : 'invalid');
        return new ResponseWriter(request, response, requestIdOf(request), settings).sendError(refusal);
      }
    }
    response.set({ 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' });
    response.set('Content-Type', contentType).end(await text());
  });
  return router;
}

function isForwarded({ headers }: Request): boolean {
  return Object.keys(headers).some((name) => forwardingHeaders.test(name));
}

/** Digests have one length, so that the time it takes tells nothing of the key. */
function keyComparison(key: string): (given: string) => boolean {
  const digest = (text: string) => hash('sha256', text, 'buffer');
  const right = digest(key);
  return (given) => timingSafeEqual(digest(given), right);
}
