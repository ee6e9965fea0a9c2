import { readThrown } from '../domain/thrown-value.ts';
import { heldDetails } from './held-details.ts';
import { largestHanded } from './largest-handed.ts';

/** Throw this from a handler to choose what `job.error` says. Any other error fails the job as `handler_error`. */
export class JobFailure extends Error {
  override readonly name = 'JobFailure';
  readonly code: string;
  readonly retryable: boolean;
  readonly details: Readonly<Record<string, unknown>> | null;
  /** Why there are no details although some were given: what of them JSON cannot hold, or how large they are. For the log. */
  readonly detailsFault: string | null;

  /**
   * @param code Stable, in snake_case, for programs.
   * @param message For people.
   * @param options `retryable` begins another attempt while some remain; `details` is shown to the caller as it is. When
   *   JSON cannot hold them, or they are larger than 64 KiB, they are left out, and the log says why: nobody is to lose
   *   the failure itself over them.
   */
  constructor(
    code: string,
    message: string,
    options: { retryable?: boolean; details?: Readonly<Record<string, unknown>>; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.code = code;
    this.retryable = options.retryable ?? false;
    const { details, fault } = heldOrFault(options.details);
    this.details = details;
    this.detailsFault = fault;
  }
}

function heldOrFault(given: unknown): { details: JobFailure['details']; fault: string | null } {
  try {
    return { details: heldDetails(given, 'details', largestHanded.detailsBytes), fault: null };
  } catch (error) {
    return { details: null, fault: readThrown(error).message };
  }
}
