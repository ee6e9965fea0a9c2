import type { Job } from '@jobwire/contract';
import type { Connection } from '../connection.ts';
import { request } from '../transport/request.ts';
import type { RequestOptions } from '../transport/request-options.ts';

export interface GetJobOptions extends RequestOptions {
  /** `input` asks for the input as well, which an answer otherwise leaves out. */
  readonly include?: 'input' | undefined;
}

/** `JobsClient.get` as a function. */
export async function getJob(
  connection: Connection,
  jobId: string,
  { include, signal }: GetJobOptions = {},
): Promise<Job> {
  return request<Job, 'get', '/v1/jobs/{job_id}'>(connection, {
    method: 'get',
    path: '/v1/jobs/{job_id}',
    jobId,
    query: { include },
    signal,
    read: 'job',
  });
}
