import { expectProblem } from '../../steps/expect-problem.ts';
import { listCursor } from '../../steps/marked-jobs.ts';
import { needForeign } from '../../steps/skip.ts';
import type { Check } from '../check.ts';

/** Uses a cursor of the primary key with the foreign one. */
export const cursorOfOtherOrganizationAnswers400: Check = async (context) => {
  const callForeign = needForeign(context);
  const { mark, cursor } = await listCursor(context);
  const exchange = await callForeign('listJobs', { query: { 'metadata[kit]': mark, cursor } });
  expectProblem(exchange, 'invalid_cursor', 'since the cursor belongs to another organization');
};
