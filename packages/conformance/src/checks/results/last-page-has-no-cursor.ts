import { completedJob } from '../../steps/ended-job.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { readPages, readWhole } from '../../steps/read-page.ts';
import type { Check } from '../check.ts';

/** Reads the results of an ended job one by one, and looks at what each page says of the next. */
export const lastPageHasNoCursor: Check = async (context) => {
  const { job } = await completedJob(context);
  const { length } = await readWhole(context.call, 'listJobResults', { jobId: job.id });
  const pages = await readPages(context.call, 'listJobResults', { jobId: job.id, query: { limit: '1' } });
  let seen = 0;
  for (const { data, has_more: hasMore, next_cursor: cursor, exchange } of pages) {
    seen += data.length;
    const more = seen < length;
    expectEqual(
      '`has_more`, and whether there is a cursor',
      [hasMore, typeof cursor === 'string'],
      [more, more],
      exchange,
    );
  }
};
