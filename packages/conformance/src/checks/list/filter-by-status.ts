import { cancelAccepted } from '../../steps/cancel-accepted.ts';
import { completedJob } from '../../steps/ended-job.ts';
import { expectEndsCancelled } from '../../steps/expect-ends-cancelled.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { readWhole } from '../../steps/read-page.ts';
import type { Check } from '../check.ts';

/** Looks for a completed and a cancelled job among statuses. */
export const filterByStatus: Check = async (context) => {
  const mark = context.newMark();
  const { job: completed } = await completedJob(context, { metadata: { kit: mark } });
  const { id: cancelledId } = await context.startJob('slow', { metadata: { kit: mark } });
  await cancelAccepted(context, cancelledId);
  await expectEndsCancelled(context, cancelledId);
  const wanted = [
    [['completed'], [completed.id]],
    [['cancelled'], [cancelledId]],
    [
      ['completed', 'cancelled'],
      [completed.id, cancelledId],
    ],
    [['queued', 'running'], []],
  ] as const;
  for (const [status, ids] of wanted) {
    const data = await readWhole(context.call, 'listJobs', { query: { 'metadata[kit]': mark, status } });
    const exchange = context.lastExchange();
    expectEqual(`the jobs that are ${status.join(' or ')}`, data.map(({ id }) => id).sort(), [...ids].sort(), exchange);
  }
};
