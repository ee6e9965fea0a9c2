import { expectEqual } from '../../steps/expect-equal.ts';
import { markedJobs } from '../../steps/marked-jobs.ts';
import { readWhole } from '../../steps/read-page.ts';
import type { Check } from '../check.ts';

/** Reads five jobs in each order. */
export const newestFirst: Check = async (context) => {
  const { ids, mark } = await markedJobs(context, 5);
  for (const [order, wanted] of [
    [undefined, [...ids].reverse()],
    ['desc', [...ids].reverse()],
    ['asc', ids],
  ] as const) {
    const query = { 'metadata[kit]': mark, ...(order === undefined ? {} : { order }) };
    const data = await readWhole(context.call, 'listJobs', { query });
    const exchange = context.lastExchange();
    const times = data.map((job) => job.created_at ?? '');
    expectEqual('the jobs in this list', data.map(({ id }) => id).sort(), [...wanted].sort(), exchange);
    const sorted = [...times].sort((one, other) => (order === 'asc' ? 1 : -1) * (Date.parse(one) - Date.parse(other)));
    expectEqual(`ordered by \`created_at\`, ${order === 'asc' ? 'oldest' : 'newest'} first`, times, sorted, exchange);
  }
};
