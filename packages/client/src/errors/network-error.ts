import { JobsClientError } from './jobs-client-error.ts';

/**
 * The request got no whole answer: no connection, a connection that broke, or a browser that refused (CORS). Whether the server
 * acted on it is not known. `cause` is what `fetch` threw, unless that held the key.
 */
export class NetworkError extends JobsClientError {
  override readonly name = 'NetworkError';

  /** The HTTP method of the request. */
  declare readonly method: string;

  /** The address of the request. */
  declare readonly url: string;

  constructor({ method, url }: { readonly method: string; readonly url: string }, reason: string, cause?: unknown) {
    super(`${method} ${url} got no answer: ${reason}`, { method, url }, { cause });
  }
}

/** Whether the request got no whole answer. */
export function isNetworkError(error: unknown): error is NetworkError {
  return error instanceof NetworkError;
}
