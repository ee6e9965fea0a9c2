import type { CheckContext } from '../runner/check-context.ts';
import { CheckFailed } from '../runner/check-failed.ts';
import { pollJob, type Reading } from './poll-job.ts';

/** Waits for the end of a job whose cancel was accepted, and ends the check as failed unless that is `cancelled`, in time. */
export async function expectEndsCancelled(context: CheckContext, jobId: string): Promise<Reading> {
  const { cancelBoundMs } = context;
  const reading = await pollJob(context, jobId, cancelBoundMs, ({ job }) => job.status !== 'cancelling');
  if (reading.job.status !== 'cancelled') {
    const limit = `within ${cancelBoundMs / 1_000} s of its cancel`;
    const actual = reading.inTime ? `the job is ${reading.job.status}` : 'the job is still cancelling';
    throw new CheckFailed({ expected: `the job is cancelled ${limit}`, actual, exchange: reading.exchange });
  }
  return reading;
}
