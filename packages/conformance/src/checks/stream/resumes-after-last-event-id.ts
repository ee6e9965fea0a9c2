import { completedJob } from '../../steps/ended-job.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { readWhole } from '../../steps/read-page.ts';
import { transitionsIn, wholeStream } from '../../steps/read-stream.ts';
import type { Check } from '../check.ts';

/** Opens the stream of an ended job after each of its events. */
export const resumesAfterLastEventId: Check = async (context) => {
  const { job } = await completedJob(context);
  const events = await readWhole(context.call, 'listJobEvents', { jobId: job.id });
  for (const [index, { sequence }] of events.slice(0, -1).entries()) {
    const { messages, exchange } = await wholeStream(context, job.id, {
      headers: { 'Last-Event-ID': String(sequence) },
    });
    const wanted = events.slice(index + 1).map((event) => String(event.sequence));
    expectEqual(
      `the events after ${sequence}`,
      transitionsIn(messages).map(({ id }) => id),
      wanted,
      exchange,
    );
  }
};
