import { expectEqual } from '../../steps/expect-equal.ts';
import { readJob } from '../../steps/read-job.ts';
import type { Check } from '../check.ts';

/** Cancels by ids and by filter, each with a reason. */
export const reasonIsKept: Check = async (context) => {
  const mark = context.newMark();
  const one = await context.startJob('slow');
  const other = await context.startJob('slow', { metadata: { kit: mark } });
  await context.call('cancelJobs', { body: { job_ids: [one.id], reason: 'in bulk' } });
  await context.call('cancelJobs', { body: { filter: { metadata: { kit: mark } }, reason: 'in bulk' } });
  for (const { id } of [one, other]) {
    const { job, exchange } = await readJob(context, id);
    expectEqual('the reason of the bulk cancel', job.cancellation?.reason, 'in bulk', exchange);
  }
};
