import { completedJob } from '../../steps/ended-job.ts';
import { expectProblem } from '../../steps/expect-problem.ts';
import { expectStatus } from '../../steps/expect-status.ts';
import type { Check } from '../check.ts';

/** Deletes a job twice. */
export const againAnswers404: Check = async (context) => {
  const { job } = await completedJob(context);
  expectStatus(await context.call('deleteJob', { jobId: job.id }), 204, 'since the job has ended');
  expectProblem(await context.call('deleteJob', { jobId: job.id }), 'job_not_found', 'since the job was deleted');
};
