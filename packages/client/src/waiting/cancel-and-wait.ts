import type { Job } from '@jobwire/contract';
import type { Connection } from '../connection.ts';
import { TimeoutError } from '../errors/timeout-error.ts';
import { cancelJob } from '../operations/cancel-job.ts';
import { withinLimit } from '../transport/within-limit.ts';
import { pollUntilEnded } from './poll-until-ended.ts';

/** How long a server may take to end a job at the bound of its grace, and then some for the way, in milliseconds. */
const endingMs = 15_000;

/** Cancels a job, and gives it when it has ended, which its grace bounds. */
export async function cancelAndWait(connection: Connection, jobId: string): Promise<Job> {
  const { job } = await cancelJob(connection, jobId, { wait: true });
  if (job.terminal) return job;
  const { requested_at, deadline_at } = job.cancellation ?? {};
  const limitMs = (Date.parse(`${deadline_at}`) - Date.parse(`${requested_at}`) || 0) + endingMs;
  const late = () => new TimeoutError(`Job ${jobId}, which was cancelled, has not ended`, limitMs, jobId);
  return withinLimit(connection.environment, limitMs, undefined, late, (signal) =>
    pollUntilEnded(connection, jobId, signal),
  );
}
