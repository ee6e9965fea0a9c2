/**
 * The request got no whole answer: no connection, a connection that broke, or a browser that refused (CORS). Whether the server
 * acted on it is not known. `cause` is what `fetch` threw, unless that
 * held the key.
 */
export class NetworkError extends Error {
  override readonly name = 'NetworkError';

  /** The HTTP method of the request. */
  readonly method: string;

  /** The address of the request. */
  readonly url: string;

  constructor(request: { readonly method: string; readonly url: string }, reason: string, cause: unknown) {
    super(`${request.method} ${request.url} got no answer: ${reason}`, { cause });
    this.method = request.method;
    this.url = request.url;
  }
}

/** Whether the request got no whole answer. */
export function isNetworkError(error: unknown): error is NetworkError {
  return error instanceof NetworkError;
}
