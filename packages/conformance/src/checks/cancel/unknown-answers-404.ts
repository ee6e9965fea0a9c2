import { expectProblem } from '../../steps/expect-problem.ts';
import { unknownJobId, unknownJobIdLike } from '../../steps/unknown-job-id.ts';
import type { Check } from '../check.ts';

/** Cancels ids that no job has, one of them like a real one. */
export const unknownAnswers404: Check = async ({ call, startJob, random }) => {
  const { id } = await startJob('quick');
  for (const jobId of [unknownJobId(random), unknownJobIdLike(id, random)]) {
    expectProblem(await call('cancelJob', { jobId }), 'job_not_found', 'since no job has this id');
  }
};
