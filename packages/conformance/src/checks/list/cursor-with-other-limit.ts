import { expectEqual } from '../../steps/expect-equal.ts';
import { markedJobs } from '../../steps/marked-jobs.ts';
import { readPage } from '../../steps/read-page.ts';
import type { Check } from '../check.ts';

/** Reads on with another page size. */
export const cursorWithOtherLimit: Check = async (context) => {
  const { ids, mark } = await markedJobs(context, 5);
  const first = await readPage(context.call, 'listJobs', { query: { 'metadata[kit]': mark, limit: '2' } });
  const rest = await readPage(context.call, 'listJobs', {
    query: { 'metadata[kit]': mark, limit: '50', cursor: first.next_cursor ?? '' },
  });
  const seen = [...first.data, ...rest.data].map(({ id }) => id);
  expectEqual('every job once', [...seen].sort(), [...ids].sort(), rest.exchange);
};
