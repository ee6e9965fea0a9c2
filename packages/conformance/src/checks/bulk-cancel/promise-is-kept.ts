import { atOnce } from '../../steps/at-once.ts';
import { expectEndsCancelled } from '../../steps/expect-ends-cancelled.ts';
import { expectOutcomes } from '../../steps/expect-outcomes.ts';
import { startedJob } from '../../steps/started-job.ts';
import type { Check } from '../check.ts';

/** Cancels running jobs, and waits for their end. */
export const promiseIsKept: Check = async (context) => {
  const jobs = await atOnce(3, () => startedJob(context));
  expectOutcomes(await context.call('cancelJobs', { body: { job_ids: jobs.map(({ id }) => id) } }));
  for (const { id } of jobs) await expectEndsCancelled(context, id);
};
