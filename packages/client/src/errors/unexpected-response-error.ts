import { JobsClientError } from './jobs-client-error.ts';

/** What came back, as far as it is known. */
export interface UnexpectedResponse {
  /** The HTTP method of the request. */
  readonly method: string;
  /** The address of the request. */
  readonly url: string;
  /** The HTTP status of the answer. */
  readonly status: number;
  /** The first 200 characters of the body. */
  readonly bodyStart: string;
  /** When it makes sense to ask again, in seconds, if the answer said so. */
  readonly retryAfterSeconds: number | undefined;
}

/**
 * The answer is not one of the contract: a failure that is no problem, or a body that cannot be what it has to be. Often something
 * between the client and the server gave it, or `baseUrl` is wrong.
 */
export class UnexpectedResponseError extends JobsClientError implements UnexpectedResponse {
  override readonly name = 'UnexpectedResponseError';
  declare readonly method: string;
  declare readonly url: string;
  declare readonly status: number;
  declare readonly bodyStart: string;
  declare readonly retryAfterSeconds: number | undefined;

  /** @param wanted what it had to be, as the end of a sentence */
  constructor(response: UnexpectedResponse, wanted: string) {
    const { method, url, status, bodyStart } = response;
    super(`${method} ${url} answered ${status}, and not with ${wanted}, but: ${bodyStart || '(nothing)'}`, response);
  }
}

/** Whether the answer was not one of the contract. */
export function isUnexpectedResponse(error: unknown): error is UnexpectedResponseError {
  return error instanceof UnexpectedResponseError;
}
