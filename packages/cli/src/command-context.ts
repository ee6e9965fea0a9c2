/** What a command has of the world outside; `main.ts` is the only place that takes it from there. */
export interface CommandContext {
  readonly version: string;
  /** The variables whose names begin with `JOBWIRE_`, and no others. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Writes to standard output and ends the line. */
  readonly print: (text: string) => void;
  /** Writes to standard error and ends the line. */
  readonly printError: (text: string) => void;
  /** The terminal that a person watches; null when the output goes elsewhere. What is written to it is no output. */
  readonly terminal: { readonly write: (text: string) => void } | null;
  /** From now on an error that nothing waits for is reported and does not end the process. */
  readonly surviveStrayErrors: (report: (error: unknown) => void) => void;
  /**
   * Resolves when a person or the system asks the process to stop, with the exit code that a shell gives to the signal. Until it
   * is called, a signal ends the process.
   */
  readonly untilStopped: () => Promise<number>;
}
