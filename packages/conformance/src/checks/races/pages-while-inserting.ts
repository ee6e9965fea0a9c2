import { atOnce } from '../../steps/at-once.ts';
import { fail } from '../../steps/fail.ts';
import { readPage } from '../../steps/read-page.ts';
import type { Check } from '../check.ts';

/** Reads a list page by page, in both orders, while jobs are created between and during the pages. */
export const pagesWhileInserting: Check = async (context) => {
  for (const order of ['desc', 'asc']) {
    const mark = context.newMark();
    const create = () => context.startJob('quick', { metadata: { kit: mark } });
    const before = await atOnce(12, create);
    const seen: string[] = [];
    let cursor: string | null | undefined;
    do {
      const query = { 'metadata[kit]': mark, order, limit: '3', ...(cursor ? { cursor } : {}) };
      const [page] = await Promise.all([readPage(context.call, 'listJobs', { query }), create()]);
      seen.push(...page.data.map(({ id }) => id));
      cursor = page.has_more === true ? page.next_cursor : null;
    } while (typeof cursor === 'string' && seen.length < 200);
    const counts = before.map(({ id }) => seen.filter((one) => one === id).length);
    const wrong = counts.filter((count) => count !== 1).length;
    if (wrong > 0)
      fail(
        `each of ${before.length} jobs once (${order})`,
        `${wrong} of them ${Math.max(...counts) > 1 ? 'twice or never' : 'never'}`,
        context.lastExchange(),
      );
  }
};
