import { failedJob } from '../../steps/ended-job.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { readWhole } from '../../steps/read-page.ts';
import type { Check } from '../check.ts';

/** Reads the results of a failed job. */
export const keptAfterFailure: Check = async (context) => {
  const { job } = await failedJob(context);
  const results = await readWhole(context.call, 'listJobResults', { jobId: job.id });
  const { completed = 0, failed = 0 } = job.progress ?? {};
  expectEqual('as many results as were counted', results.length, completed + failed, context.lastExchange());
};
