import type {
  CancelJobRequest,
  Capabilities,
  CreateJobRequest,
  Job,
  JobList,
  JobResultList,
  OperationTypes,
  paths,
} from '@jobwire/contract';
import type { Client } from 'openapi-fetch';
import type { CancelResult } from './cancel-result.ts';

/** Which jobs to list, in which order, and which page of them. */
export type ListJobsQuery = NonNullable<OperationTypes['listJobs']['parameters']['query']>;

/** Which page of the results to read. */
export type ListJobResultsQuery = NonNullable<OperationTypes['listJobResults']['parameters']['query']>;

/**
 * The operations of the contract on one server, with one key. Each resolves to the body of a successful answer and rejects with
 * `ProblemError` when the server refused, `UnexpectedResponseError` when the answer is not of the contract, `NetworkError` when
 * there was none, and `TypeError` for a job id that cannot be one.
 */
export interface JobsClient {
  /** Creates a job. It exists when this resolves. */
  create(body: CreateJobRequest): Promise<Job>;

  /** Reads a job. A failed job is no error here; why it failed is in its `error`. */
  get(jobId: string): Promise<Job>;

  /** Lists the jobs of the organization, a page at a time. */
  list(query?: ListJobsQuery): Promise<JobList>;

  /** Cancels a job. That the job had already ended is an outcome and not an error. */
  cancel(jobId: string, options?: CancelJobRequest): Promise<CancelResult>;

  /** Lists what a job has produced so far, a page at a time, whether it still runs or has ended in any way. */
  results(jobId: string, query?: ListJobResultsQuery): Promise<JobResultList>;

  /** Tells what the server offers. */
  capabilities(): Promise<Capabilities>;

  /**
   * The openapi-fetch client beneath, with the key on every request, for what the methods above leave out. It checks neither job
   * ids nor answers, and throws none of the errors above.
   */
  readonly raw: Client<paths>;
}
