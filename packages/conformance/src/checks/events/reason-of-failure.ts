import { failedJob } from '../../steps/ended-job.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { readWhole } from '../../steps/read-page.ts';
import type { Check } from '../check.ts';

/** Compares the event of a failure with the error of the job. */
export const reasonOfFailure: Check = async (context) => {
  const { job } = await failedJob(context);
  const events = await readWhole(context.call, 'listJobEvents', { jobId: job.id });
  expectEqual('the code of the error in `job.failed`', events.at(-1)?.reason, job.error?.code, context.lastExchange());
};
