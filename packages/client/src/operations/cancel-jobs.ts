import type { BulkCancellation, CancelJobsFilter } from '@jobwire/contract';
import type { Connection } from '../connection.ts';
import { request } from '../transport/request.ts';
import type { RequestOptions } from '../transport/request-options.ts';

/**
 * Which jobs to cancel: 1 to 100 ids, or a filter with at least one member. No member of a filter may be undefined: without it
 * the filter would match more jobs.
 */
export type JobsToCancel = {
  /** Why, in words for a person; at most 500 characters. */
  readonly reason?: string | undefined;
} & (
  | { readonly job_ids: readonly string[]; readonly filter?: undefined }
  | { readonly filter: JobFilter; readonly job_ids?: undefined }
);

type JobFilter = {
  readonly [Name in keyof CancelJobsFilter]:
    | Readonly<CancelJobsFilter[Name]>
    | (Name extends `created_${string}` ? Date : never);
};

/** `JobsClient.cancelMany` as a function. */
export async function cancelJobs(
  connection: Connection,
  which: JobsToCancel,
  { signal }: RequestOptions = {},
): Promise<BulkCancellation> {
  // What is undefined is left out of JSON, and a filter without it matches more jobs.
  const chosen: unknown[] = Object.values(which.filter ?? which.job_ids ?? []);
  if (chosen.length === 0 || chosen.includes(undefined)) {
    throw new TypeError('`job_ids` or `filter` needs at least one member, and none undefined');
  }
  return request<BulkCancellation, 'post', '/v1/jobs/cancel'>(connection, {
    method: 'post',
    path: '/v1/jobs/cancel',
    body: which,
    signal,
    read: 'bulk_cancellation',
  });
}
