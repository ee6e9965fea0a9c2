/**
 * Delivers the word "run this job now" and nothing else. What a job is, and whether it may still run, is known only
 * to the store: a delivery that comes twice, late or for a finished job is harmless, because the claim is guarded.
 */
export interface Dispatcher {
  /** A job was created or requeued and may start at `runnableAt` (milliseconds since the epoch). */
  notify(runnableAt: number): void;
  /** Begins to call `run`, never more than `concurrency` at a time. Its promise resolves when the slot is free again. */
  start(run: (jobId: string) => Promise<void>): void;
  /** Delivers nothing more and resolves when every `run` under way has ended. */
  stop(): Promise<void>;
}
