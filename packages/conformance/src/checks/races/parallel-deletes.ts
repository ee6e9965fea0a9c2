import { atOnce } from '../../steps/at-once.ts';
import { completedJob } from '../../steps/ended-job.ts';
import { expectProblem } from '../../steps/expect-problem.ts';
import { fail } from '../../steps/fail.ts';
import type { Check } from '../check.ts';

/** Deletes a job ten times at once. */
export const parallelDeletes: Check = async (context) => {
  const { job } = await completedJob(context);
  const exchanges = await atOnce(10, () => context.call('deleteJob', { jobId: job.id }));
  const gone = exchanges.filter(({ status }) => status === 204);
  for (const exchange of exchanges.filter(({ status }) => status !== 204)) {
    expectProblem(exchange, 'job_not_found', 'since another delete was first');
  }
  if (gone.length !== 1) fail('one delete of ten answers 204', `${gone.length} do`, exchanges.at(-1) ?? null);
};
