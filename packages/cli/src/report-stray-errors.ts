/** The part of `process` that this needs. */
export interface StrayErrorSource {
  on(event: 'unhandledRejection' | 'uncaughtException', listener: (error: unknown) => void): unknown;
}

/**
 * Lets a server live on when a handler leaves a rejected promise behind or throws from a timer. Nothing waits for either,
 * and the other jobs and requests of the process must not pay for it.
 */
export function reportStrayErrors(source: StrayErrorSource, report: (error: unknown) => void): void {
  // Node hands over more than the error.
  source.on('unhandledRejection', (error) => report(error));
  source.on('uncaughtException', (error) => report(error));
}
