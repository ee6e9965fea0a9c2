import { CheckFailed } from '../runner/check-failed.ts';
import type { Exchange } from '../runner/exchange.ts';
import type { SeenJob } from '../runner/seen-job.ts';
import { expectJob } from './expect-job.ts';

/** Ends the check as failed unless a cancel was answered with the promise of the contract, and gives the job. */
export function expectCancelAccepted(exchange: Exchange, jobId: string): SeenJob {
  const job = expectJob(exchange, jobId, 'the promise that the job ends as cancelled');
  if (job.status !== 'cancelling' && job.status !== 'cancelled') {
    const actual = `200 with a job that is ${job.status}`;
    throw new CheckFailed({ expected: '200 with a job that is cancelling or cancelled', actual, exchange });
  }
  return job;
}
