/** The control of a live mock was asked for something that it cannot do. Nothing was changed. */
export class MockControlError extends Error {
  override readonly name = 'MockControlError';

  /** The status that it is answered with over HTTP. */
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export function isMockControlError(error: unknown): error is MockControlError {
  return error instanceof Error && error.name === 'MockControlError';
}
