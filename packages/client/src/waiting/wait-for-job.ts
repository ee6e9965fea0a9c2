import { isTerminal, type Job, type JobStatus } from '@jobwire/contract';
import type { Connection } from '../connection.ts';
import { JobsClientError } from '../errors/jobs-client-error.ts';
import { isProblem } from '../errors/problem-error.ts';
import { TimeoutError } from '../errors/timeout-error.ts';
import { isUnexpectedResponse } from '../errors/unexpected-response-error.ts';
import { listJobEvents } from '../events/list-job-events.ts';
import { getJob } from '../operations/get-job.ts';
import { isOutage } from '../transport/request.ts';
import type { RequestOptions } from '../transport/request-options.ts';
import { withinLimit } from '../transport/within-limit.ts';
import { cancelAndWait } from './cancel-and-wait.ts';
import { inOrder, type JobUpdate } from './job-update.ts';
import { pollUntilEnded } from './poll-until-ended.ts';

export interface WaitForJobOptions extends RequestOptions {
  /** How long to wait at most, in milliseconds; then it rejects with `TimeoutError` and the job goes on. No bound when left out. */
  readonly timeoutMs?: number | undefined;
  /**
   * Told of the job as it is when the wait begins, and then of each new version that is heard of, in their order; the last one is
   * the job that the wait resolves with. The next one waits for what it gives. What it throws or rejects with ends the wait.
   */
  readonly onProgress?: ((update: JobUpdate) => unknown) | undefined;
  /**
   * Makes an abort of `signal` a cancel of the job: the wait then goes on until the job has ended, and resolves with it. It is
   * `cancelled`, unless it had ended before.
   */
  readonly cancelOnAbort?: boolean | undefined;
}

/**
 * `JobsClient.waitFor` as a function.
 *
 * @param known the job, for who has just read it
 */
export async function waitForJob(
  connection: Connection,
  jobId: string,
  { timeoutMs = Number.POSITIVE_INFINITY, signal: outer, onProgress, cancelOnAbort }: WaitForJobOptions = {},
  known?: Job,
): Promise<Job> {
  // What the caller's own code throws may be an error of this client too, of another request.
  const thrown: unknown[] = [];
  const tell =
    onProgress &&
    inOrder(async (update) => {
      try {
        await onProgress(update);
      } catch (error) {
        thrown.push(error);
        throw error;
      }
    });
  const late = () => new TimeoutError(`Job ${jobId} has not ended`, timeoutMs, jobId);
  try {
    return await withinLimit(connection.environment, timeoutMs, outer, late, async (signal) => {
      try {
        if (!connection.lacksEvents) {
          // The stream begins with what was long ago.
          const first = tell && (known ?? (await getJob(connection, jobId, { signal })));
          if (first) await tell(first);
          if (first?.terminal) return first;
          for await (const event of listJobEvents(connection, jobId, { signal })) {
            // The end is told with the job, which has the last progress as well.
            if (!isTerminal((event as { to?: JobStatus }).to as JobStatus)) await tell?.(event);
          }
        }
      } catch (error) {
        // Whatever is wrong with the stream, the job can be asked for, and what is wrong with that is the caller's.
        const isOfStream = error instanceof JobsClientError && thrown.length === 0 && !signal.aborted;
        // Where nobody has ever answered there may be no server at all: the wait is over with the time for one call.
        if (!isOfStream || (isOutage(error) && !connection.hasAnswered)) throw error;
        // A page in place of the stream comes from a proxy that lets none through.
        connection.lacksEvents =
          isProblem(error, 'route_not_found') || (isUnexpectedResponse(error) && error.status < 500);
      }
      return pollUntilEnded(connection, jobId, signal, tell);
    });
  } catch (error) {
    const job = cancelOnAbort && outer?.aborted && (await cancelAndWait(connection, jobId));
    if (thrown.length > 0) throw thrown[0];
    if (!job) throw error;
    await tell?.(job);
    return job;
  }
}
