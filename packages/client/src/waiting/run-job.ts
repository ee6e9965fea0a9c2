import type { Job, JobResult } from '@jobwire/contract';
import type { Connection } from '../connection.ts';
import { createJob, type JobToCreate } from '../operations/create-job.ts';
import { listJobResults } from '../operations/list-job-results.ts';
import { newIdempotencyKey } from '../operations/new-idempotency-key.ts';
import { type WaitForJobOptions, waitForJob } from './wait-for-job.ts';

export interface RunJobOptions extends WaitForJobOptions {
  /** One is made when it is left out. Give one to find the same job again after a crash of the caller. */
  readonly idempotencyKey?: string | undefined;
  /** Told of the job as soon as it exists, before it is waited for: its id is what a wait can be resumed with. */
  readonly onCreated?: ((job: Job) => void) | undefined;
}

/** A job that has ended, however it ended, and everything that it produced. */
export interface JobRun {
  readonly job: Job;
  readonly results: readonly JobResult[];
}

/** `JobsClient.run` as a function. */
export async function runJob(connection: Connection, body: JobToCreate, options: RunJobOptions = {}): Promise<JobRun> {
  const { idempotencyKey = newIdempotencyKey(), onCreated, signal, cancelOnAbort } = options;
  signal?.throwIfAborted();
  // A create that is given up may have made a job, of which nobody could say any more which one to cancel.
  const created = await createJob(connection, body, { idempotencyKey, signal: cancelOnAbort ? undefined : signal });
  onCreated?.(created);
  const job = await waitForJob(connection, created.id, options, created);
  const results: JobResult[] = [];
  for await (const result of listJobResults(connection, job.id, { limit: 100 })) results.push(result);
  return { job, results };
}
