import type { Job } from '@jobwire/contract';
import type { Connection } from '../connection.ts';
import { isProblem } from '../errors/problem-error.ts';
import { longPollSeconds } from '../transport/long-poll-seconds.ts';
import { readObject } from '../transport/read-answer.ts';
import { request } from '../transport/request.ts';
import type { RequestOptions } from '../transport/request-options.ts';
import type { CancelResult } from './cancel-result.ts';

export interface CancelJobOptions extends RequestOptions {
  /** Why, in words for a person; at most 500 characters. It stays with the job. */
  readonly reason?: string | undefined;
  /** Asks the server to answer when the job has ended, or after 50 seconds. A server that cannot wait answers at once. */
  readonly wait?: boolean | undefined;
}

/** `JobsClient.cancel` as a function. */
export async function cancelJob(
  connection: Connection,
  jobId: string,
  { reason, wait, signal }: CancelJobOptions = {},
): Promise<CancelResult> {
  try {
    const job = await request<Job, 'post', '/v1/jobs/{job_id}/cancel'>(connection, {
      method: 'post',
      path: '/v1/jobs/{job_id}/cancel',
      jobId,
      body: reason ? { reason } : undefined,
      signal,
      waitSeconds: wait ? longPollSeconds : undefined,
      // Nobody is told that a job is cancelled when the server itself says otherwise.
      read: (exchange) => readObject<Job>(exchange, 'job', 'a cancelled job', ({ cancellation }) => cancellation),
    });
    return { outcome: job.terminal ? 'cancelled' : 'cancelling', job };
  } catch (error) {
    if (isProblem(error, 'job_already_terminal')) return { outcome: 'already_terminal', job: error.job };
    throw error;
  }
}
