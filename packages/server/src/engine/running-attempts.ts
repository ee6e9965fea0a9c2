import type { Attempt } from './attempt.ts';
import type { StopReason } from './job-stopped.ts';

/** The attempts that run in this process, so that a stop reaches them without waiting for their next checkpoint. */
export class RunningAttempts {
  readonly #byJob = new Map<string, Attempt>();
  #stopReasonOfAll: StopReason | null = null;

  get size(): number {
    return this.#byJob.size;
  }

  get all(): Attempt[] {
    return [...this.#byJob.values()];
  }

  add(attempt: Attempt): void {
    this.#byJob.set(attempt.jobId, attempt);
    // It was claimed at the moment when the server began to stop.
    if (this.#stopReasonOfAll !== null) attempt.stop(this.#stopReasonOfAll);
  }

  /** A newer attempt of the same job may have taken its place already. */
  remove(attempt: Attempt): void {
    if (this.#byJob.get(attempt.jobId) === attempt) this.#byJob.delete(attempt.jobId);
  }

  stop(jobId: string, reason: StopReason): void {
    this.#byJob.get(jobId)?.stop(reason);
  }

  /** From now on an attempt is told to stop as soon as it begins; those that run go on. */
  stopNew(reason: StopReason): void {
    this.#stopReasonOfAll = reason;
  }

  /** Those that run, and those that are about to. */
  stopAll(reason: StopReason): void {
    this.stopNew(reason);
    for (const attempt of this.#byJob.values()) attempt.stop(reason);
  }

  /**
   * Gives up waiting for the attempt: whatever it still does can no longer be written. A newer one, which may have begun
   * before the word of the older one's end came here, goes on.
   */
  abandon(jobId: string, number: number, reason: StopReason): void {
    const attempt = this.#byJob.get(jobId);
    if (attempt?.number !== number) return;
    attempt.stop(reason);
    attempt.abandon();
  }
}
