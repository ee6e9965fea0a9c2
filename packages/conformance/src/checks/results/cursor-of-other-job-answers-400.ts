import { completedJob } from '../../steps/ended-job.ts';
import { expectProblem } from '../../steps/expect-problem.ts';
import { readPage } from '../../steps/read-page.ts';
import { skip } from '../../steps/skip.ts';
import type { Check } from '../check.ts';

/** Uses the cursor of one job for another. */
export const cursorOfOtherJobAnswers400: Check = async (context) => {
  const { job: one } = await completedJob(context);
  const { job: other } = await completedJob(context);
  const { next_cursor: cursor } = await readPage(context.call, 'listJobResults', {
    jobId: one.id,
    query: { limit: '1' },
  });
  if (typeof cursor !== 'string') skip('the quick job has a single result, so that there is no cursor');
  const exchange = await context.call('listJobResults', { jobId: other.id, query: { cursor } });
  expectProblem(exchange, 'invalid_cursor', 'since it is the cursor of another job');
};
