import type { Job, JobError } from '../domain/job.ts';

/** How an attempt ended, seen from its handler. */
export type AttemptOutcome =
  | { readonly kind: 'completed' }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly error: JobError; readonly thrown: unknown };

/** Whether all that was overdue or had expired went its way. */
export type SweepOutcome = 'completed' | 'failed';

/** Watches the engine from outside, to count, log and trace. It changes nothing and throws nothing. */
export interface EngineObserver {
  /** Runs one attempt, which never rejects. The job is as it was claimed. */
  attempt(job: Job, run: () => Promise<AttemptOutcome>): Promise<AttemptOutcome>;
  /** A sweep has ended. */
  swept(outcome: SweepOutcome): void;
}

export const noObserver: EngineObserver = { attempt: (_, run) => run(), swept() {} };
