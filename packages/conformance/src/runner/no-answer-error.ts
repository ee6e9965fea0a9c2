/** The server gave no whole answer to a request. */
export class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError';

  /** The request, as `METHOD address`. */
  readonly request: string;

  /** Why there was no answer, in words of the platform. */
  readonly reason: string;

  /** Whether the time was over, and not the connection. */
  readonly isSilence: boolean;

  constructor(request: string, reason: string, isSilence = false) {
    super(`${request} got no answer: ${reason}`);
    this.request = request;
    this.reason = reason;
    this.isSilence = isSilence;
  }
}

/** Node hides the reason, such as ECONNREFUSED, in the cause of "fetch failed". */
export function reasonForNoAnswer(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  const inner = error.cause;
  if (!(inner instanceof Error)) {
    return error.message;
  }
  return `${error.message} (${'code' in inner ? inner.code : inner.message})`;
}

/** Whether a request got no whole answer. */
export function isNoAnswer(error: unknown): error is NoAnswerError {
  return error instanceof NoAnswerError;
}
