import { expectProblem } from '../../steps/expect-problem.ts';
import { unknownJobId } from '../../steps/unknown-job-id.ts';
import type { Check } from '../check.ts';

/** Deletes a job that does not exist. */
export const unknownAnswers404: Check = async ({ call, random }) => {
  expectProblem(await call('deleteJob', { jobId: unknownJobId(random) }), 'job_not_found', 'since no job has this id');
};
