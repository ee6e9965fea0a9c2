const shownCharacters = 200;

/** What came back, as far as it is known. */
export interface UnexpectedResponse {
  /** The HTTP method of the request. */
  readonly method: string;
  /** The address of the request. */
  readonly url: string;
  /** The HTTP status of the answer. */
  readonly status: number;
  /** What is wrong with the answer, as a part of a sentence. */
  readonly reason: string;
  /** The body, from which the error keeps the first 200 characters. */
  readonly body: string;
}

/**
 * The answer is not one of the contract: a status or media type that the operation does not declare, or a body that cannot be
 * what it says. Often something between the client and the server gave it, or `baseUrl` is wrong.
 */
export class UnexpectedResponseError extends Error {
  override readonly name = 'UnexpectedResponseError';

  /** The HTTP method of the request. */
  readonly method: string;

  /** The address of the request. */
  readonly url: string;

  /** The HTTP status of the answer. */
  readonly status: number;

  /** The first 200 characters of the body. */
  readonly bodyStart: string;

  constructor({ method, url, status, reason, body }: UnexpectedResponse) {
    const bodyStart = body.slice(0, shownCharacters);
    const shown = body === '' ? 'The body is empty.' : `The body begins with ${JSON.stringify(bodyStart)}.`;
    super(`${method} ${url} answered ${status}, and ${reason}. ${shown}`);
    this.method = method;
    this.url = url;
    this.status = status;
    this.bodyStart = bodyStart;
  }
}

/** Whether the answer was not one of the contract. */
export function isUnexpectedResponse(error: unknown): error is UnexpectedResponseError {
  return error instanceof UnexpectedResponseError;
}
