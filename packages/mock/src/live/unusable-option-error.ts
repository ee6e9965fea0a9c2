/** A live mock cannot be started with an option as it is. The message names it and says what it may be. */
export class UnusableOptionError extends TypeError {
  override readonly name = 'UnusableOptionError';
}

export function isUnusableOptionError(error: unknown): error is UnusableOptionError {
  return error instanceof Error && error.name === 'UnusableOptionError';
}
