/** A file cannot be mocked as it is. Nothing was changed: a mock that runs goes on with what it had. */
export class SpecFileError extends Error {
  override readonly name = 'SpecFileError';

  readonly file: string;

  constructor(file: string, reason: string) {
    super(`${file} cannot be mocked: ${reason}.`);
    this.file = file;
  }
}

export function isSpecFileError(error: unknown): error is SpecFileError {
  return error instanceof Error && error.name === 'SpecFileError';
}
