import { terminalJobs } from '../../steps/ended-job.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { readWhole } from '../../steps/read-page.ts';
import type { Check } from '../check.ts';

/** Counts the results of jobs in every terminal status that can be brought about. */
export const countsAgree: Check = async (context) => {
  for (const [, make] of terminalJobs(context)) {
    const { job, exchange } = await make();
    const results = await readWhole(context.call, 'listJobResults', { jobId: job.id });
    const count = (status: string) => results.filter((result) => result.status === status).length;
    const { completed, failed } = job.progress ?? {};
    const wanted = { completed: count('completed'), failed: count('failed') };
    expectEqual(`the counts of a ${job.status} job as many as its results`, { completed, failed }, wanted, exchange);
  }
};
