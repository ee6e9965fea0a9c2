import { completedJob } from '../../steps/ended-job.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { readWhole } from '../../steps/read-page.ts';
import { parseData, transitionsIn, wholeStream } from '../../steps/read-stream.ts';
import type { Check } from '../check.ts';

/** Compares the stream of an ended job with its pages. */
export const tellsWhatThePagesTell: Check = async (context) => {
  const { job } = await completedJob(context);
  const events = await readWhole(context.call, 'listJobEvents', { jobId: job.id });
  const { messages, exchange } = await wholeStream(context, job.id);
  const told = transitionsIn(messages);
  expectEqual(
    'the type and the id of each event',
    told.map(({ event, id }) => [event, id]),
    events.map(({ type, sequence }) => [type, String(sequence)]),
    exchange,
  );
  expectEqual(
    'the data of each event',
    told.map(({ data }) => parseData(data)),
    events,
    exchange,
  );
};
