import { expectEqual } from '../../steps/expect-equal.ts';
import { markedJobs } from '../../steps/marked-jobs.ts';
import { readPage, readPages } from '../../steps/read-page.ts';
import type { Check } from '../check.ts';

/** Reads a list whose last page is full, and one that is empty. */
export const cursorExactlyWhenMore: Check = async (context) => {
  const { mark } = await markedJobs(context, 4);
  const pages = await readPages(context.call, 'listJobs', { query: { 'metadata[kit]': mark, limit: '2' } });
  expectEqual(
    'jobs on each page',
    pages.map(({ data }) => data.length),
    [2, 2],
    pages.at(-1)?.exchange ?? null,
  );
  const empty = await readPage(context.call, 'listJobs', { query: { 'metadata[kit]': context.newMark() } });
  for (const [page, more] of [
    [pages[0], true],
    [pages[1], false],
    [empty, false],
  ] as const) {
    expectEqual(
      '`has_more`, and whether there is a cursor',
      [page?.has_more, typeof page?.next_cursor === 'string'],
      [more, more],
      page?.exchange ?? null,
    );
  }
};
