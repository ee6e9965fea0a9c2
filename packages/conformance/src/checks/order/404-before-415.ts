import { expectProblem } from '../../steps/expect-problem.ts';
import { unknownJobId } from '../../steps/unknown-job-id.ts';
import type { Check } from '../check.ts';

/** Cancels an unknown job with a body that is not declared as JSON. */
export const order404Before415: Check = async ({ call, random }) => {
  const parts = { jobId: unknownJobId(random), rawBody: 'stop', headers: { 'Content-Type': 'text/plain' } };
  expectProblem(await call('cancelJob', parts), 'job_not_found', 'since 404 goes before 415');
};
