/** The part of `process` that this needs. */
export interface StrayErrorSource {
  on(event: 'unhandledRejection' | 'uncaughtException', listener: (error: unknown) => void): unknown;
}

/**
 * Lets a server live on when a handler leaves a rejected promise behind or throws from a timer: no attempt waits for
 * either, so no job is told, and the other jobs and requests of the process must not pay for it.
 */
export function reportStrayErrors(source: StrayErrorSource, printError: (text: string) => void): void {
  const report = (error: unknown) => {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    printError(`A job handler left an error behind that nothing waits for; the server goes on. ${text}`);
  };
  source.on('unhandledRejection', report);
  source.on('uncaughtException', report);
}
