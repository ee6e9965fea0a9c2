import type { JobStatus } from '@jobwire/contract/lifecycle';
import type { Job } from './job.ts';

/** A job that another process changed, as far as one has to know without reading it. */
export interface JobWord {
  readonly jobId: string;
  readonly status: JobStatus;
  readonly attempt: number;
  /** Whether somebody is to be told of it by a webhook. */
  readonly hasWebhook: boolean;
}

export interface WordListener {
  changed?(words: readonly JobWord[]): void;
  /** A job may start at this instant, in milliseconds since the epoch. */
  runnable?(runnableAt: number): void;
}

/**
 * What processes that share a store tell each other, so that nobody has to look all the time. A word may be lost, and
 * nothing but time depends on it: the rows are the truth.
 */
export interface SharedWords {
  /** Tells the others that a job has changed. */
  tellChanged(job: Job): void;
  /** Tells the others that a job may start at this instant. */
  tellRunnable(runnableAt: number): void;
  listen(listener: WordListener): void;
  /** Whether the words of others arrive at the moment. */
  readonly areHeard: boolean;
}
