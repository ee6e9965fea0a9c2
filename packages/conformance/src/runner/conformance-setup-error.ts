import type { ConformanceReport } from '../report/conformance-report.ts';

/**
 * The run could not be carried out to its end: there is no server at the address, a key is refused, the jobs that were given do not
 * do what a check needs, a limit is reached, or it was interrupted. The message says what to change.
 */
export class ConformanceSetupError extends Error {
  override readonly name = 'ConformanceSetupError';

  /** What was found out until then, marked as incomplete; null when the run was refused before it began. */
  readonly report: ConformanceReport | null;

  constructor(message: string, report: ConformanceReport | null = null) {
    super(message);
    this.report = report;
  }
}

/** Whether the run could not be carried out to its end. */
export function isConformanceSetupError(error: unknown): error is ConformanceSetupError {
  return error instanceof ConformanceSetupError;
}
