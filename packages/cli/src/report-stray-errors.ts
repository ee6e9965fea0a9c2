/** The part of `process` that this needs. */
export interface StrayErrorSource {
  on(event: 'unhandledRejection' | 'uncaughtException', listener: (error: unknown) => void): unknown;
}

/**
 * Lets a server live on when a handler leaves a rejected promise behind or throws from a timer. Nothing waits for either,
 * and the other jobs and requests of the process must not pay for it.
 */
export function reportStrayErrors(source: StrayErrorSource, report: (error: unknown) => void): void {
  const survive = (error: unknown) => {
    try {
      report(error);
    } catch (fault) {
      reportFault(report, fault);
    }
  };
  // Node hands over more than the error.
  source.on('unhandledRejection', (error) => survive(error));
  source.on('uncaughtException', (error) => survive(error));
}

/** What is thrown out of these listeners ends the process: here it ends nothing, told or not. */
function reportFault(report: (error: unknown) => void, fault: unknown): void {
  try {
    report(fault);
  } catch {
    // Not even that could be told.
  }
}
