import type { Job } from '@jobwire/contract';
import type { Connection } from '../connection.ts';
import { isProblem } from '../errors/problem-error.ts';
import { TimeoutError } from '../errors/timeout-error.ts';
import type { CancelResult } from '../operations/cancel-result.ts';
import { pathOf } from '../operations/job-id.ts';
import { readObject, unexpected } from '../transport/read-answer.ts';
import { request } from '../transport/request.ts';
import type { RequestOptions } from '../transport/request-options.ts';
import { withinLimit } from '../transport/within-limit.ts';
import { longPollSeconds, pollUntilEnded } from './poll-until-ended.ts';

export interface CancelJobOptions extends RequestOptions {
  /** Why, in words for a person; at most 500 characters. It stays with the job. */
  readonly reason?: string | undefined;
  /** Waits until the job has ended, which the grace of the server bounds. */
  readonly wait?: boolean | undefined;
}

/** How long a server may take to end a job at the bound of its grace, and then some for the way, in milliseconds. */
const endingMs = 15_000;

/** `JobsClient.cancel` as a function. */
export async function cancelJob(
  connection: Connection,
  jobId: string,
  { reason, wait, signal }: CancelJobOptions = {},
): Promise<CancelResult> {
  try {
    let job = await request<Job, 'post', '/v1/jobs/{job_id}/cancel'>(connection, {
      method: 'post',
      path: '/v1/jobs/{job_id}/cancel',
      init: { params: { path: pathOf(jobId) }, ...(reason && { body: { reason } }) },
      signal,
      waitSeconds: wait ? longPollSeconds : 0,
      async read(exchange) {
        const job = await readObject<Job>(exchange, 'job');
        // Nobody is told that a job is cancelled when the server itself says otherwise.
        if (!job.cancellation) throw unexpected(exchange, 'a cancelled job', job);
        return job;
      },
    });
    if (wait && !job.terminal) job = await untilStopped(connection, job, signal);
    return { outcome: job.terminal ? 'cancelled' : 'cancelling', job };
  } catch (error) {
    if (isProblem(error, 'job_already_terminal')) return { outcome: 'already_terminal', job: error.job };
    throw error;
  }
}

/** The job when it has ended, which its grace bounds. */
function untilStopped(connection: Connection, { id, cancellation }: Job, outer: AbortSignal | undefined): Promise<Job> {
  const graceMs = Date.parse(`${cancellation?.deadline_at}`) - Date.parse(`${cancellation?.requested_at}`);
  const limitMs = (graceMs || 0) + endingMs;
  const late = () => new TimeoutError(`Job ${id}, which was cancelled, has not ended`, limitMs);
  return withinLimit(connection.environment, limitMs, outer, late, (signal) => pollUntilEnded(connection, id, signal));
}
