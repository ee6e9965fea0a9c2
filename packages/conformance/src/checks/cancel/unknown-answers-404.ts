import { expectProblem } from '../../steps/expect-problem.ts';
import { unknownJobId } from '../../steps/unknown-job-id.ts';
import type { Check } from '../check.ts';

/** Cancels a job under an id that was never given out. */
export const unknownAnswers404: Check = async ({ call }) => {
  const exchange = await call('cancelJob', { jobId: unknownJobId() });
  expectProblem(exchange, 'job_not_found', 'since there is no such job');
};
