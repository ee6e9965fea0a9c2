import { expectEqual } from '../../steps/expect-equal.ts';
import { markedJobs } from '../../steps/marked-jobs.ts';
import { readPages } from '../../steps/read-page.ts';
import type { Check } from '../check.ts';

/** Reads a list to its end, and one that is empty, and looks at what each page says of the next. */
export const cursorExactlyWhenMore: Check = async (context) => {
  const { mark } = await markedJobs(context, 4);
  for (const wanted of [mark, context.newMark()]) {
    const pages = await readPages(context.call, 'listJobs', { query: { 'metadata[kit]': wanted, limit: '2' } });
    for (const { has_more: hasMore, next_cursor: cursor, exchange } of pages) {
      expectEqual('a cursor exactly when `has_more` is true', cursor !== null, hasMore, exchange);
    }
    // Pages may hold fewer jobs than they could, so only their sum is sure.
    const count = pages.flatMap(({ data }) => data).length;
    expectEqual('jobs on all pages', count, wanted === mark ? 4 : 0, pages.at(-1)?.exchange ?? null);
  }
};
