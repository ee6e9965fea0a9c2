import { failedJob } from '../../steps/ended-job.ts';
import { expectAlreadyTerminal } from '../../steps/expect-already-terminal.ts';
import type { Check } from '../check.ts';

/** Cancels a job that was seen failed. */
export const failedAnswers409: Check = async (context) => {
  const { job } = await failedJob(context);
  expectAlreadyTerminal(await context.call('cancelJob', { jobId: job.id }), job);
};
