import { atOnce } from '../../steps/at-once.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { expectBulk, expectOutcomes } from '../../steps/expect-outcomes.ts';
import type { Check } from '../check.ts';

/** Cancels three jobs in another order than they were created in. */
export const idsInOrder: Check = async (context) => {
  const jobs = await atOnce(3, () => context.startJob('slow'));
  const jobIds = [jobs[2], jobs[0], jobs[1]].map((job) => job?.id ?? '');
  const exchange = await context.call('cancelJobs', { body: { job_ids: jobIds } });
  expectOutcomes(exchange);
  expectEqual(
    'the ids of the outcomes',
    expectBulk(exchange).outcomes?.map((outcome) => outcome.job_id),
    jobIds,
    exchange,
  );
};
