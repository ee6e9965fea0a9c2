import type { Job } from '../domain/job.ts';

type Listener = (job: Job) => void;

/** Tells those who wait for a job that it has changed, with the job as it is now. Whoever misses a word reads the row. */
export class JobChanges {
  readonly #listeners = new Map<string, Set<Listener>>();

  /** The jobs that somebody waits for. */
  get awaited(): string[] {
    return [...this.#listeners.keys()];
  }

  isAwaited(jobId: string): boolean {
    return this.#listeners.has(jobId);
  }

  publish(job: Job): void {
    for (const listener of this.#listeners.get(job.id) ?? []) listener(job);
  }

  /** Returns what ends the subscription. */
  subscribe(jobId: string, listener: Listener): () => void {
    const listeners = this.#listeners.get(jobId) ?? new Set();
    this.#listeners.set(jobId, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.#listeners.get(jobId) === listeners) this.#listeners.delete(jobId);
    };
  }
}
