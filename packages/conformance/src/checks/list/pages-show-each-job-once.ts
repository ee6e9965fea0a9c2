import { expectEqual } from '../../steps/expect-equal.ts';
import { markedJobs } from '../../steps/marked-jobs.ts';
import { readPages } from '../../steps/read-page.ts';
import type { Check } from '../check.ts';

/** Reads seven jobs by pages of two. */
export const pagesShowEachJobOnce: Check = async (context) => {
  const { ids, mark } = await markedJobs(context, 7);
  for (const order of ['desc', 'asc']) {
    const pages = await readPages(context.call, 'listJobs', { query: { 'metadata[kit]': mark, limit: '2', order } });
    const seen = pages.flatMap(({ data }) => data.map(({ id }) => id));
    expectEqual('every job once', [...seen].sort(), [...ids].sort(), pages.at(-1)?.exchange ?? null);
  }
};
