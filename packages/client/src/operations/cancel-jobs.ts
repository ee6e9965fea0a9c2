import type { BulkCancellation, CancelJobsFilter, CancelJobsRequest } from '@jobwire/contract';
import type { Connection } from '../connection.ts';
import { request } from '../transport/request.ts';
import type { RequestOptions } from '../transport/request-options.ts';

/** Which jobs to cancel: 1 to 100 ids, or a filter with at least one member. */
export type JobsToCancel =
  | { readonly job_ids: readonly string[]; readonly filter?: never; readonly reason?: string }
  | { readonly filter: CancelJobsFilter; readonly job_ids?: never; readonly reason?: string };

/** `JobsClient.cancelMany` as a function. */
export function cancelJobs(
  connection: Connection,
  which: JobsToCancel,
  { signal }: RequestOptions = {},
): Promise<BulkCancellation> {
  return request<BulkCancellation, 'post', '/v1/jobs/cancel'>(connection, {
    method: 'post',
    path: '/v1/jobs/cancel',
    init: { body: which as CancelJobsRequest },
    signal,
    read: 'bulk_cancellation',
  });
}
