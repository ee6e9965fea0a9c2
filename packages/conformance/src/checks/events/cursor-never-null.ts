import { cancelAccepted } from '../../steps/cancel-accepted.ts';
import { expectEndsCancelled } from '../../steps/expect-ends-cancelled.ts';
import { shortJson } from '../../steps/expect-equal.ts';
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
  const next = await readPage(context.call, 'listJobEvents', { jobId: id, query: { cursor } });
  const last = before.at(-1)?.sequence ?? 0;
  // An attempt may be lost just then, and another one begin.
  if (next.data.some(({ sequence }) => sequence <= last))
    fail('only events behind the last one', shortJson(next.data), next.exchange);
  if (typeof next.next_cursor !== 'string')
    fail('a cursor also when nothing has happened since', shortJson(next.next_cursor), next.exchange);
  await cancelAccepted(context, id);
  await expectEndsCancelled(context, id);
  const later = await readPage(context.call, 'listJobEvents', { jobId: id, query: { cursor: next.next_cursor } });
  const first = later.data[0]?.sequence ?? 0;
  if (first <= (next.data.at(-1)?.sequence ?? last))
    fail('the events of the cancel', shortJson(later.data), later.exchange);
};
