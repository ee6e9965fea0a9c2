/**
 * The run could not be carried out, so it says nothing about the server: there is none at the address, a key is refused, or the
 * jobs that were given do not do what a check needs. The message says what to change.
 */
export class ConformanceSetupError extends Error {
  override readonly name = 'ConformanceSetupError';
}

/** Whether the run could not be carried out. */
export function isConformanceSetupError(error: unknown): error is ConformanceSetupError {
  return error instanceof ConformanceSetupError;
}
