import type { JobResultList, OperationTypes } from '@jobwire/contract';
import type { Connection } from '../connection.ts';
import { checkJobId } from '../transport/check-job-id.ts';
import type { RequestOptions } from '../transport/request-options.ts';
import type { Given } from './given.ts';
import { type Paged, paged } from './paged.ts';

/** How many results to a page (`limit`), and from which page on (`cursor`). */
export type ListJobResultsQuery = Given<NonNullable<OperationTypes['listJobResults']['parameters']['query']>>;

/** `JobsClient.results` as a function. */
export function listJobResults(
  connection: Connection,
  jobId: string,
  query: ListJobResultsQuery = {},
  options?: RequestOptions,
): Paged<JobResultList> {
  return paged(connection, '/v1/jobs/{job_id}/results', checkJobId(jobId), query, options);
}
