import { completedJob } from '../../steps/ended-job.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { readPages } from '../../steps/read-page.ts';
import { transitionsIn, wholeStream } from '../../steps/read-stream.ts';
import type { Check } from '../check.ts';

/** Sends the cursor of the first event and the id of the second. */
export const lastEventIdBeforeCursor: Check = async (context) => {
  const { job } = await completedJob(context);
  const [first, second, ...rest] = await readPages(context.call, 'listJobEvents', {
    jobId: job.id,
    query: { limit: '1' },
  });
  const lastEventId = String(second?.data[0]?.sequence ?? 0);
  const parts = { query: { cursor: first?.next_cursor ?? '' }, headers: { 'Last-Event-ID': lastEventId } };
  const { messages, exchange } = await wholeStream(context, job.id, parts);
  const wanted = rest.flatMap(({ data }) => data.map(({ sequence }) => String(sequence)));
  expectEqual(
    'the events after `Last-Event-ID`',
    transitionsIn(messages).map(({ id }) => id),
    wanted,
    exchange,
  );
};
