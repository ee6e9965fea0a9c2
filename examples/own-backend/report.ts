import type { JobCancellation, JobError, JobStatus } from '@jobwire/contract';

/** A report that is to be rendered: what this backend keeps of each, as any system of its kind would in a table. */
export interface Report {
  readonly id: string;
  readonly organizationId: string;
  readonly input: ReportInput;
  readonly name: string | null;
  readonly metadata: Readonly<Record<string, string>>;
  readonly priority: number;
  readonly maxAttempts: number;
  readonly createdAt: string;
  status: JobStatus;
  /** Rises with every change that a caller can see. */
  version: number;
  attempt: number;
  pagesDone: number;
  error: JobError | null;
  cancellation: JobCancellation | null;
  startedAt: string | null;
  finishedAt: string | null;
}

export interface ReportInput {
  readonly pages: number;
  /** How long a page takes. */
  readonly page_ms: number;
  /** The page that cannot be rendered, to see a failure. */
  readonly broken_page?: number;
}
