import type { JobList, OperationTypes } from '@jobwire/contract';
import type { Connection } from '../connection.ts';
import { request } from '../transport/request.ts';
import type { RequestOptions } from '../transport/request-options.ts';
import { type Paged, paged } from './paged.ts';

/** Which jobs to list, in which order, how many to a page (`limit`), and from which page on (`cursor`). */
export type ListJobsQuery = Omit<ContractQuery, 'created_after' | 'created_before'> & {
  /** As the contract writes times, or a Date. */
  [Name in Extract<keyof ContractQuery, 'created_after' | 'created_before'>]?: ContractQuery[Name] | Date;
};

type ContractQuery = NonNullable<OperationTypes['listJobs']['parameters']['query']>;

/** `JobsClient.list` as a function. */
export function listJobs(
  connection: Connection,
  query: ListJobsQuery = {},
  { signal }: RequestOptions = {},
): Paged<JobList> {
  return paged(query, (query) =>
    request<JobList, 'get', '/v1/jobs'>(connection, {
      method: 'get',
      path: '/v1/jobs',
      init: { params: { query: query as ContractQuery } },
      signal,
      read: 'list',
    }),
  );
}
