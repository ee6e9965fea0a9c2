import { completedJob } from '../../steps/ended-job.ts';
import { expectProblem } from '../../steps/expect-problem.ts';
import type { Check } from '../check.ts';

/** Cancels a completed job with a body that breaks a rule. */
export const order400Before409: Check = async (context) => {
  const { job } = await completedJob(context);
  const exchange = await context.call('cancelJob', { jobId: job.id, body: { reason: 1 } });
  expectProblem(exchange, 'validation_error', 'since 400 goes before 409');
};
