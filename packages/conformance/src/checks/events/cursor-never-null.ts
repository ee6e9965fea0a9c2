import { cancelAccepted } from '../../steps/cancel-accepted.ts';
import { expectEndsCancelled } from '../../steps/expect-ends-cancelled.ts';
import { expectEqual, shortJson } from '../../steps/expect-equal.ts';
import { fail } from '../../steps/fail.ts';
import { readLastPage, readPage } from '../../steps/read-page.ts';
import { startedJob } from '../../steps/started-job.ts';
import type { Check } from '../check.ts';

/** Reads to the end of the log of a running job, and on from there when it has ended. */
export const cursorNeverNull: Check = async (context) => {
  const { id } = await startedJob(context);
  const {
    data: before,
    next_cursor: cursor,
    exchange,
  } = await readLastPage(context.call, 'listJobEvents', { jobId: id });
  if (typeof cursor !== 'string') fail('a cursor behind the last event', shortJson(cursor), exchange);
  const empty = await readPage(context.call, 'listJobEvents', { jobId: id, query: { cursor } });
  expectEqual('no event yet behind the last one', empty.data, [], empty.exchange);
  if (typeof empty.next_cursor !== 'string')
    fail('a cursor also when the page is empty', shortJson(empty.next_cursor), empty.exchange);
  await cancelAccepted(context, id);
  await expectEndsCancelled(context, id);
  const later = await readPage(context.call, 'listJobEvents', { jobId: id, query: { cursor: empty.next_cursor } });
  const first = later.data[0]?.sequence ?? 0;
  if (first <= (before.at(-1)?.sequence ?? 0)) fail('the events of the cancel', shortJson(later.data), later.exchange);
};
