/** A mock cannot be started with an option as it is. The message names it in backticks and says what it may be. */
export class UnusableOptionError extends TypeError {
  override readonly name = 'UnusableOptionError';

  /** The name of the option, as in `startMock({ … })`. */
  readonly option: string;

  constructor(option: string, message: string) {
    super(message);
    this.option = option;
  }
}

export function isUnusableOptionError(error: unknown): error is UnusableOptionError {
  return error instanceof Error && error.name === 'UnusableOptionError';
}
