import { expectEqual } from '../../steps/expect-equal.ts';
import { expectLimitRange } from '../../steps/expect-limit-range.ts';
import { markedJobs } from '../../steps/marked-jobs.ts';
import { readPage } from '../../steps/read-page.ts';
import type { Check } from '../check.ts';

/** Asks for the ends of the range, for what lies beyond, and for nothing. */
export const limitRange: Check = async (context) => {
  const { mark } = await markedJobs(context, 21);
  await expectLimitRange(context, 'listJobs');
  const {
    data,
    has_more: hasMore,
    exchange,
  } = await readPage(context.call, 'listJobs', {
    query: { 'metadata[kit]': mark },
  });
  // A page may hold fewer jobs than it could.
  expectEqual('at most 20 of 21 jobs, and more to come', [data.length <= 20, hasMore], [true, true], exchange);
};
