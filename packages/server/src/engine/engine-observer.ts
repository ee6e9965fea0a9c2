import type { Job, JobError } from '../domain/job.ts';

/** How an attempt ended, seen from its handler. */
export type AttemptOutcome =
  | { readonly kind: 'completed' }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly error: JobError; readonly thrown: unknown };

/** Watches the engine from outside, to count, log and trace. It changes nothing and throws nothing. */
export interface EngineObserver {
  /** Runs one attempt, which never rejects. The job is as it was claimed. */
  attempt(job: Job, run: () => Promise<AttemptOutcome>): Promise<AttemptOutcome>;
  /** A sweep has ended. */
  swept(outcome: 'completed' | 'failed'): void;
}

export const noObserver: EngineObserver = { attempt: (_, run) => run(), swept() {} };
