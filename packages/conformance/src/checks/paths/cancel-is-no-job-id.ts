import { expectProblem } from '../../steps/expect-problem.ts';
import type { Check } from '../check.ts';

/** Reads the job that would have the id `cancel`. */
export const cancelIsNoJobId: Check = async ({ callPath }) => {
  const exchange = await callPath('GET', '/v1/jobs/cancel');
  expectProblem(exchange, 'method_not_allowed', 'since this is the path of `cancelJobs`');
};
