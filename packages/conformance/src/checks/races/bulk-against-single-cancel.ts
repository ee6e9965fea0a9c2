import type { Exchange } from '../../runner/exchange.ts';
import { expectCancelAccepted } from '../../steps/expect-cancel-accepted.ts';
import { expectEndsCancelled } from '../../steps/expect-ends-cancelled.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { expectOutcomes } from '../../steps/expect-outcomes.ts';
import { fail } from '../../steps/fail.ts';
import { slowJobs } from '../../steps/slow-jobs.ts';
import type { Check } from '../check.ts';

/** Cancels slow jobs one by one and all together, at the same moment. */
export const bulkAgainstSingleCancel: Check = async (context) => {
  const jobs = await slowJobs(context, 4);
  const jobIds = jobs.map(({ id }) => id);
  const [bulk, ...singles] = await Promise.all([
    context.call('cancelJobs', { body: { job_ids: jobIds, reason: 'bulk' } }),
    ...jobIds.map((jobId) => context.call('cancelJob', { jobId, body: { reason: 'single' } })),
  ]);
  const outcomes = expectOutcomes(bulk as Exchange);
  for (const [index, jobId] of jobIds.entries()) {
    if (outcomes[index] !== 'cancelled' && outcomes[index] !== 'cancelling')
      fail(`job ${jobId} is cancelled`, String(outcomes[index]), bulk as Exchange);
    const single = expectCancelAccepted(singles[index] as Exchange, jobId);
    const { job, exchange } = await expectEndsCancelled(context, jobId);
    expectEqual('one cancellation', job.cancellation?.requested_at, single.cancellation?.requested_at, exchange);
  }
};
