import { atOnce } from '../../steps/at-once.ts';
import { cancelledJob } from '../../steps/ended-job.ts';
import { expectCancelAccepted } from '../../steps/expect-cancel-accepted.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import type { Check } from '../check.ts';

/** Cancels a cancelled job twenty times at once. */
export const twentyAtOnceOfCancelled: Check = async (context) => {
  const { job } = await cancelledJob(context);
  for (const exchange of await atOnce(20, () => context.call('cancelJob', { jobId: job.id }))) {
    expectEqual('the cancelled job, unchanged', expectCancelAccepted(exchange, job.id), job, exchange);
  }
};
