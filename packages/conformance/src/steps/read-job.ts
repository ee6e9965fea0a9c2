import type { CheckContext } from '../runner/check-context.ts';
import { expectJob } from './expect-job.ts';
import type { Reading } from './poll-job.ts';

/** Reads a job once. */
export async function readJob({ call }: CheckContext, jobId: string): Promise<Reading> {
  const exchange = await call('getJob', { jobId });
  return { job: expectJob(exchange, jobId, 'the job that was created'), exchange };
}
