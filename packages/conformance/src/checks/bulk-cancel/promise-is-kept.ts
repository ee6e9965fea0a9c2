import { expectEndsCancelled } from '../../steps/expect-ends-cancelled.ts';
import { expectOutcomes } from '../../steps/expect-outcomes.ts';
import { slowJobs } from '../../steps/slow-jobs.ts';
import type { Check } from '../check.ts';

/** Cancels slow jobs, and waits for their end. */
export const promiseIsKept: Check = async (context) => {
  const jobs = await slowJobs(context, 3);
  expectOutcomes(await context.call('cancelJobs', { body: { job_ids: jobs.map(({ id }) => id) } }));
  for (const { id } of jobs) await expectEndsCancelled(context, id);
};
