import { CheckFailed } from '../runner/check-failed.ts';
import type { Exchange } from '../runner/exchange.ts';
import { problemLine } from '../runner/problem-line.ts';
import { type SeenJob, seenJob } from '../runner/seen-job.ts';
import { expectStatus } from './expect-status.ts';

/** Ends the check as failed unless the answer is 200 with this job, and gives the job. */
export function expectJob(exchange: Exchange, jobId: string, meaning: string): SeenJob {
  expectStatus(exchange, 200, meaning);
  const job = seenJob(exchange.body);
  if (job === null || job.id !== jobId) {
    throw new CheckFailed({ expected: `the job ${jobId} in the body`, actual: problemLine(exchange), exchange });
  }
  return job;
}
