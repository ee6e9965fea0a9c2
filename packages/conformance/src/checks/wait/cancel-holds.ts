import { expectCancelAccepted } from '../../steps/expect-cancel-accepted.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { startedJob } from '../../steps/started-job.ts';
import type { Check } from '../check.ts';

/** Cancels a running job and waits for its end. */
export const cancelHolds: Check = async (context) => {
  const { id } = await startedJob(context);
  const exchange = await context.call('cancelJob', { jobId: id, headers: { Prefer: 'wait=60' } });
  const job = expectCancelAccepted(exchange, id);
  expectEqual('the status when the wait is over', job.status, 'cancelled', exchange);
};
