import { JobsClientError } from './jobs-client-error.ts';

/**
 * Something took longer than the caller allowed: a request (`timeoutMs` of the client), or a job that was waited for
 * (`timeoutMs` of the wait). The server may still act on the request, and the job goes on.
 */
export class TimeoutError extends JobsClientError {
  override readonly name = 'TimeoutError';

  /** How long it was waited for, in milliseconds. */
  declare readonly timeoutMs: number;

  /** The job that was waited for, which goes on; not with a single request. */
  declare readonly jobId: string | undefined;

  /** @param what what did not happen, as the beginning of a sentence */
  constructor(what: string, timeoutMs: number, jobId?: string) {
    super(`${what} within ${timeoutMs} ms`, { timeoutMs, jobId });
  }
}

/** Whether something took longer than the caller allowed. */
export function isTimeoutError(error: unknown): error is TimeoutError {
  return error instanceof TimeoutError;
}
