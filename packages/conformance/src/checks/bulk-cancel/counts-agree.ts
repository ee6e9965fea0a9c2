import { completedJob } from '../../steps/ended-job.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { expectBulk, expectOutcomes } from '../../steps/expect-outcomes.ts';
import { unknownJobId } from '../../steps/unknown-job-id.ts';
import type { Check } from '../check.ts';

/** Adds up the outcomes. */
export const countsAgree: Check = async (context) => {
  const { job: completed } = await completedJob(context);
  const { id } = await context.startJob('slow');
  const exchange = await context.call('cancelJobs', {
    body: { job_ids: [id, completed.id, unknownJobId(context.random)] },
  });
  const outcomes = expectOutcomes(exchange);
  const count = (name: string) => outcomes.filter((outcome) => outcome === name).length;
  const wanted = {
    cancelled: count('cancelled'),
    cancelling: count('cancelling'),
    already_terminal: count('already_terminal'),
    not_found: count('not_found'),
  };
  expectEqual('the counts of the outcomes', expectBulk(exchange).counts, wanted, exchange);
};
