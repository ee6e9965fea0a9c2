import { completedJob } from '../../steps/ended-job.ts';
import { expectStatus } from '../../steps/expect-status.ts';
import type { Check } from '../check.ts';

/** Deletes a completed job. */
export const answers204: Check = async (context) => {
  const { job } = await completedJob(context);
  expectStatus(await context.call('deleteJob', { jobId: job.id }), 204, 'since the job has ended');
};
