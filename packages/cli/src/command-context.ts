/** What a command has of the world outside; `main.ts` is the only place that takes it from there. */
export interface CommandContext {
  readonly version: string;
  readonly environment: {
    /** `JOBWIRE_API_KEYS`: the keys that `serve` accepts. */
    readonly apiKeys: string | undefined;
    /** `JOBWIRE_KEY`: the key that `test` uses. */
    readonly key: string | undefined;
    /** `JOBWIRE_FOREIGN_KEY`: a key of another organization, for `test`. */
    readonly foreignKey: string | undefined;
  };
  /** Writes to standard output and ends the line. */
  readonly print: (text: string) => void;
  /** Writes to standard error and ends the line. */
  readonly printError: (text: string) => void;
  /** From now on an error that nothing waits for is reported and does not end the process. */
  readonly surviveStrayErrors: () => void;
  /** Resolves when a person or the system asks the process to stop. Until it is called, a signal ends the process. */
  readonly untilStopped: () => Promise<void>;
}
