import { CheckFailed } from '../../runner/check-failed.ts';
import { seenJob } from '../../runner/seen-job.ts';
import { completedJob } from '../../steps/completed-job.ts';
import { expectProblem } from '../../steps/expect-problem.ts';
import type { Check } from '../check.ts';

/** Cancels a job that was seen completed, and looks for that job in the problem. */
export const completedAnswers409: Check = async (context) => {
  const { job } = await completedJob(context);
  const exchange = await context.call('cancelJob', { jobId: job.id });
  const problem = expectProblem(exchange, 'job_already_terminal', 'since the job is completed');
  const inside = 'job' in problem ? seenJob(problem.job) : null;
  if (inside?.id !== job.id || inside.status !== 'completed' || inside.version !== job.version) {
    throw new CheckFailed({
      expected: `the completed job ${job.id} of version ${job.version} in member \`job\``,
      actual: inside === null ? 'no job there' : `job ${inside.id} of version ${inside.version}, ${inside.status}`,
      exchange,
    });
  }
};
