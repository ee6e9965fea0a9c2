import type { Job } from '@jobwire/contract';
import type { Connection } from '../connection.ts';
import { JobsClientError } from '../errors/jobs-client-error.ts';
import { isProblem } from '../errors/problem-error.ts';
import { TimeoutError } from '../errors/timeout-error.ts';
import { listJobEvents } from '../events/list-job-events.ts';
import type { RequestOptions } from '../transport/request-options.ts';
import { withinLimit } from '../transport/within-limit.ts';
import { cancelAndWait } from './cancel-and-wait.ts';
import { inOrder, type JobUpdate } from './job-update.ts';
import { pollUntilEnded } from './poll-until-ended.ts';

export interface WaitForJobOptions extends RequestOptions {
  /** How long to wait at most, in milliseconds; then it rejects with `TimeoutError` and the job goes on. No bound when left out. */
  readonly timeoutMs?: number | undefined;
  /** Told of each new version of the job that is heard of, in their order. What it throws ends the wait. */
  readonly onProgress?: ((update: JobUpdate) => void) | undefined;
  /**
   * Makes an abort of `signal` a cancel of the job: the wait then goes on until the job has ended, and resolves with it. It is
   * `cancelled`, unless it had ended before.
   */
  readonly cancelOnAbort?: boolean | undefined;
}

/** `JobsClient.waitFor` as a function. */
export async function waitForJob(
  connection: Connection,
  jobId: string,
  { timeoutMs = Number.POSITIVE_INFINITY, signal: outer, onProgress, cancelOnAbort }: WaitForJobOptions = {},
): Promise<Job> {
  const tell = onProgress && inOrder(onProgress);
  const late = () => new TimeoutError(`Job ${jobId} has not ended`, timeoutMs);
  try {
    return await withinLimit(connection.environment, timeoutMs, outer, late, async (signal) => {
      try {
        if (!connection.lacksEvents) {
          for await (const event of listJobEvents(connection, jobId, { signal })) tell?.(event);
        }
      } catch (error) {
        // Whatever is wrong with the stream, the job can be asked for, and what is wrong with that is the caller's.
        if (signal.aborted || !(error instanceof JobsClientError)) throw error;
        connection.lacksEvents = isProblem(error, 'route_not_found');
      }
      return pollUntilEnded(connection, jobId, signal, tell);
    });
  } catch (error) {
    if (!cancelOnAbort || !outer?.aborted) throw error;
    return cancelAndWait(connection, jobId);
  }
}
