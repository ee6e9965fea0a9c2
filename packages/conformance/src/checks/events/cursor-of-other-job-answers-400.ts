import { completedJob } from '../../steps/ended-job.ts';
import { shortJson } from '../../steps/expect-equal.ts';
import { expectRefusals } from '../../steps/expect-refusals.ts';
import { fail } from '../../steps/fail.ts';
import { readPage } from '../../steps/read-page.ts';
import type { Check } from '../check.ts';

/** Uses the cursor of one job for another, and for its results. */
export const cursorOfOtherJobAnswers400: Check = async (context) => {
  const { job: one } = await completedJob(context);
  const { job: other } = await completedJob(context);
  const { next_cursor: cursor, exchange } = await readPage(context.call, 'listJobEvents', { jobId: one.id });
  if (typeof cursor !== 'string') fail('a cursor', shortJson(cursor), exchange);
  await expectRefusals('invalid_cursor', [
    ['it is the cursor of another job', () => context.call('listJobEvents', { jobId: other.id, query: { cursor } })],
  ]);
};
