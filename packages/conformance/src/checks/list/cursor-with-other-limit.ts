import { expectEqual } from '../../steps/expect-equal.ts';
import { fail } from '../../steps/fail.ts';
import { markedJobs } from '../../steps/marked-jobs.ts';
import { readPage, readPages } from '../../steps/read-page.ts';
import type { Check } from '../check.ts';

/** Reads on with another page size. */
export const cursorWithOtherLimit: Check = async (context) => {
  const { ids, mark } = await markedJobs(context, 5);
  const query = { 'metadata[kit]': mark, limit: '2' };
  const first = await readPage(context.call, 'listJobs', { query });
  const cursor = first.next_cursor ?? fail('a cursor, since there are more jobs', 'none', first.exchange);
  const rest = await readPages(context.call, 'listJobs', { query: { ...query, limit: '50', cursor } });
  const seen = [first, ...rest].flatMap(({ data }) => data.map(({ id }) => id));
  expectEqual('every job once', [...seen].sort(), [...ids].sort(), context.lastExchange());
};
