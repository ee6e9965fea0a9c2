import { seenJob } from '../../runner/seen-job.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { expectProblem } from '../../steps/expect-problem.ts';
import { readJob } from '../../steps/read-job.ts';
import { startedJob } from '../../steps/started-job.ts';
import type { Check } from '../check.ts';

/** Deletes a running job. */
export const openAnswers409: Check = async (context) => {
  const { id } = await startedJob(context);
  const exchange = await context.call('deleteJob', { jobId: id });
  const problem = expectProblem(exchange, 'job_not_terminal', 'since the job runs');
  expectEqual('the job inside', 'job' in problem ? seenJob(problem.job)?.id : null, id, exchange);
  const { job, exchange: reading } = await readJob(context, id);
  expectEqual('the job still runs, without a cancellation', [job.status, job.cancellation], ['running', null], reading);
};
