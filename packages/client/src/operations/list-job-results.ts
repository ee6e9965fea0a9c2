import type { JobResultList, OperationTypes } from '@jobwire/contract';
import type { Connection } from '../connection.ts';
import { request } from '../transport/request.ts';
import type { RequestOptions } from '../transport/request-options.ts';
import { pathOf } from './job-id.ts';
import { type Paged, paged } from './paged.ts';

/** How many results to a page (`limit`), and from which page on (`cursor`). */
export type ListJobResultsQuery = NonNullable<OperationTypes['listJobResults']['parameters']['query']>;

/** `JobsClient.results` as a function. */
export function listJobResults(
  connection: Connection,
  jobId: string,
  query: ListJobResultsQuery = {},
  { signal }: RequestOptions = {},
): Paged<JobResultList> {
  const path = pathOf(jobId);
  return paged(query, (query) =>
    request<JobResultList, 'get', '/v1/jobs/{job_id}/results'>(connection, {
      method: 'get',
      path: '/v1/jobs/{job_id}/results',
      init: { params: { path, query } },
      signal,
      read: 'list',
    }),
  );
}
