import type { CreateJobRequest, Job } from '@jobwire/contract';
import type { Connection } from '../connection.ts';
import { request } from '../transport/request.ts';
import type { RequestOptions } from '../transport/request-options.ts';

export interface CreateJobOptions extends RequestOptions {
  /**
   * 1 to 255 characters that stand for this one job: whatever is sent again with the same key and body gives the same job, for
   * 24 hours, on a server of class `idempotency`. Without a key a create is never repeated.
   */
  readonly idempotencyKey?: string | undefined;
}

/** `JobsClient.create` as a function. */
export function createJob(
  connection: Connection,
  body: CreateJobRequest,
  { idempotencyKey, signal }: CreateJobOptions = {},
): Promise<Job> {
  return request<Job, 'post', '/v1/jobs'>(connection, {
    method: 'post',
    path: '/v1/jobs',
    init: { body, headers: { 'Idempotency-Key': idempotencyKey } },
    once: idempotencyKey === undefined,
    signal,
    read: 'job',
  });
}
