import { terminalJobs } from '../../steps/ended-job.ts';
import { expectStatus } from '../../steps/expect-status.ts';
import type { Check } from '../check.ts';

/** Deletes a job in each terminal status that can be brought about. */
export const everyTerminalStatus: Check = async (context) => {
  for (const [status, make] of terminalJobs(context)) {
    const { job } = await make();
    expectStatus(await context.call('deleteJob', { jobId: job.id }), 204, `since the job is ${status}`);
  }
};
