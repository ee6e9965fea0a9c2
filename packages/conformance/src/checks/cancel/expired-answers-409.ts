import { expiredJob } from '../../steps/ended-job.ts';
import { expectAlreadyTerminal } from '../../steps/expect-already-terminal.ts';
import type { Check } from '../check.ts';

/** Cancels a job that was seen expired. */
export const expiredAnswers409: Check = async (context) => {
  const { job } = await expiredJob(context);
  expectAlreadyTerminal(await context.call('cancelJob', { jobId: job.id }), job);
};
