import type { JobError } from './job.ts';

/** One piece of what a job produced. */
export interface JobResult {
  /** 0, 1, 2 … in order of arrival, without gaps. */
  readonly index: number;
  /** The item's own id, where the handler gave one. */
  readonly itemId: string | null;
  readonly status: 'completed' | 'failed';
  /** JSON text; null where there is none. */
  readonly output: string | null;
  readonly error: JobError | null;
  readonly createdAt: number;
}

/** A result on its way into the store, which gives it its index. */
export type NewJobResult = Omit<JobResult, 'index'>;
