/** Somebody asked for an answer that the operation does not have. The message says which ones it has. */
export class UnanswerableError extends Error {
  override readonly name = 'UnanswerableError';

  /** What the request is answered with: 400 when the question makes no sense, 404 when there is no such answer. */
  readonly status: 400 | 404;

  constructor(status: 400 | 404, message: string) {
    super(message);
    this.status = status;
  }
}

export function isUnanswerableError(error: unknown): error is UnanswerableError {
  return error instanceof Error && error.name === 'UnanswerableError';
}
