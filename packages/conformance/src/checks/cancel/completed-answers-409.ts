import { completedJob } from '../../steps/ended-job.ts';
import { expectAlreadyTerminal } from '../../steps/expect-already-terminal.ts';
import type { Check } from '../check.ts';

/** Cancels a job that was seen completed, and looks for that job in the problem. */
export const completedAnswers409: Check = async (context) => {
  const { job } = await completedJob(context);
  expectAlreadyTerminal(await context.call('cancelJob', { jobId: job.id }), job);
};
