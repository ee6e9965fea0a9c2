import { completedJob } from '../../steps/ended-job.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { readPages } from '../../steps/read-page.ts';
import { transitionsIn, wholeStream } from '../../steps/read-stream.ts';
import type { Check } from '../check.ts';

/** Opens the stream of an ended job after the cursor of its first page. */
export const beginsAfterCursor: Check = async (context) => {
  const { job } = await completedJob(context);
  const [first, ...rest] = await readPages(context.call, 'listJobEvents', { jobId: job.id, query: { limit: '1' } });
  const cursor = first?.next_cursor ?? '';
  const { messages, exchange } = await wholeStream(context, job.id, { query: { cursor } });
  const wanted = rest.flatMap(({ data }) => data.map(({ sequence }) => String(sequence)));
  expectEqual(
    'the events after the cursor',
    transitionsIn(messages).map(({ id }) => id),
    wanted,
    exchange,
  );
};
