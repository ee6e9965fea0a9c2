import { failedJob } from '../../steps/ended-job.ts';
import { shortJson } from '../../steps/expect-equal.ts';
import { fail } from '../../steps/fail.ts';
import type { Check } from '../check.ts';

/** Reads a failed job. */
export const failedJobAnswers200: Check = async (context) => {
  const { job, exchange } = await failedJob(context);
  if (typeof job.error?.code !== 'string') fail('why the job failed, in `error`', shortJson(job.error), exchange);
};
