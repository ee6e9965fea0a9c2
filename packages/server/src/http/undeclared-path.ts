import type { ErrorRequestHandler, RequestHandler } from 'express';
import { routeNotFound } from '../router/contract-problem.ts';
import { requestIdOf } from '../router/request-id.ts';
import type { RequestObserver } from '../router/request-observer.ts';
import { ResponseWriter } from '../router/response-writer.ts';

/** The server's last word on what no route has answered: a problem, like everything else it refuses. */
export function undeclaredPath(
  onError: (error: unknown) => void,
  observer: RequestObserver | null = null,
): (RequestHandler | ErrorRequestHandler)[] {
  const settings = { checkResponse: null, problemType: (code: string) => `/docs/errors#${code}`, onError, observer };
  const notFound: RequestHandler = (request, response) => {
    new ResponseWriter(request, response, requestIdOf(request), settings).sendError(routeNotFound(request));
  };
  const failed: ErrorRequestHandler = (error, request, response, next) => {
    if (response.headersSent) next(error);
    else new ResponseWriter(request, response, requestIdOf(request), settings).sendError(error);
  };
  return [notFound, failed];
}
