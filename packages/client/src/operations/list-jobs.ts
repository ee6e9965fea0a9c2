import type { JobList, OperationTypes } from '@jobwire/contract';
import type { Connection } from '../connection.ts';
import type { RequestOptions } from '../transport/request-options.ts';
import type { Given } from './given.ts';
import { type Paged, paged } from './paged.ts';

/** Which jobs to list, in which order, how many to a page (`limit`), and from which page on (`cursor`). */
export type ListJobsQuery = Given<NonNullable<OperationTypes['listJobs']['parameters']['query']>>;

/** `JobsClient.list` as a function. */
export function listJobs(connection: Connection, query: ListJobsQuery = {}, options?: RequestOptions): Paged<JobList> {
  return paged(connection, '/v1/jobs', undefined, query, options);
}
