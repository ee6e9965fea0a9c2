import type { CreateJobRequest, Job } from '@jobwire/contract';
import type { Connection } from '../connection.ts';
import { request } from '../transport/request.ts';
import type { RequestOptions } from '../transport/request-options.ts';
import type { Given } from './given.ts';

/** A job as `create` and `run` take it: a `CreateJobRequest` of the contract, a little more widely. */
export interface JobToCreate extends Given<Omit<CreateJobRequest, 'input'>> {
  /** What to work on: an object of any class or interface that JSON can write, and no list. */
  readonly input: Readonly<Record<string, unknown>> | (object & { readonly [Symbol.iterator]?: never });
}

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
  body: JobToCreate,
  { idempotencyKey, signal }: CreateJobOptions = {},
): Promise<Job> {
  return request<Job, 'post', '/v1/jobs'>(connection, {
    method: 'post',
    path: '/v1/jobs',
    headers: { 'Idempotency-Key': idempotencyKey },
    body,
    once: idempotencyKey === undefined,
    signal,
    read: 'job',
  });
}
