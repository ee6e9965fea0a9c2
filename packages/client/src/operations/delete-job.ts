import type { Connection } from '../connection.ts';
import { unexpected } from '../transport/read-answer.ts';
import { request } from '../transport/request.ts';
import type { RequestOptions } from '../transport/request-options.ts';

/** `JobsClient.delete` as a function. */
export async function deleteJob(connection: Connection, jobId: string, { signal }: RequestOptions = {}): Promise<void> {
  return request<void, 'delete', '/v1/jobs/{job_id}'>(connection, {
    method: 'delete',
    path: '/v1/jobs/{job_id}',
    jobId,
    // A second one would find no job, and say so.
    once: true,
    signal,
    async read(exchange) {
      const { response } = exchange;
      // Nobody is told that a job is gone when it may have been a proxy that said so.
      if (response.status !== 204) throw unexpected(exchange, '204', await response.text());
    },
  });
}
