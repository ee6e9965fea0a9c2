/** A command that cannot be carried out as it was given. The message says what is wrong and what to do; nothing was started. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export function isUsageError(error: unknown): error is UsageError {
  return error instanceof Error && error.name === 'UsageError';
}
