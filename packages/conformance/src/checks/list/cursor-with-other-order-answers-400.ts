import { expectProblem } from '../../steps/expect-problem.ts';
import { listCursor } from '../../steps/marked-jobs.ts';
import type { Check } from '../check.ts';

/** Uses a cursor in the other direction. */
export const cursorWithOtherOrderAnswers400: Check = async (context) => {
  const { mark, cursor } = await listCursor(context);
  const exchange = await context.call('listJobs', { query: { 'metadata[kit]': mark, order: 'asc', cursor } });
  expectProblem(exchange, 'invalid_cursor', 'since the order is another');
};
