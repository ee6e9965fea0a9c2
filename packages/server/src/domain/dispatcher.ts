import type { Job } from './job.ts';

/**
 * Delivers the word "run this job now" and nothing else. What a job is, and whether it may still run, is known only
 * to the store: a delivery that comes twice, late or for a finished job is harmless, because the claim is guarded.
 */
export interface Dispatcher {
  /** A job was created or requeued and may start at `runnableAt` (milliseconds since the epoch). */
  notify(runnableAt: number): void;
  /**
   * Begins to call `run`, never more than `concurrency` at a time, with the id of a job to claim, or with a job that was
   * claimed for this process. Its promise resolves when the slot is free again.
   */
  start(run: (job: string | Job) => Promise<void>): void;
  /** Delivers nothing more and resolves when every `run` under way has ended. */
  stop(): Promise<void>;
}
