import type { Connection } from '../connection.ts';
import { request } from '../transport/request.ts';
import type { RequestOptions } from '../transport/request-options.ts';
import { pathOf } from './job-id.ts';

/** `JobsClient.delete` as a function. */
export async function deleteJob(connection: Connection, jobId: string, { signal }: RequestOptions = {}): Promise<void> {
  return request<void, 'delete', '/v1/jobs/{job_id}'>(connection, {
    method: 'delete',
    path: '/v1/jobs/{job_id}',
    init: { params: { path: pathOf(jobId) } },
    // A second one would find no job, and say so.
    once: true,
    signal,
    read: () => {},
  });
}
