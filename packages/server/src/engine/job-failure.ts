import { heldDetails } from './held-details.ts';

/** Throw this from a handler to choose what `job.error` says. Any other error fails the job as `handler_error`. */
export class JobFailure extends Error {
  override readonly name = 'JobFailure';
  readonly code: string;
  readonly retryable: boolean;
  readonly details: Readonly<Record<string, unknown>> | null;

  /**
   * @param code Stable, in snake_case, for programs.
   * @param message For people.
   * @param options `retryable` begins another attempt while some remain; `details` is shown to the caller as it is.
   * @throws TypeError when JSON cannot hold the details.
   */
  constructor(
    code: string,
    message: string,
    options: { retryable?: boolean; details?: Readonly<Record<string, unknown>>; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.code = code;
    this.retryable = options.retryable ?? false;
    this.details = heldDetails(options.details, 'details');
  }
}
