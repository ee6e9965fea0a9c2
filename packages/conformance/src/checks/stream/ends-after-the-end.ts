import { cancelAccepted } from '../../steps/cancel-accepted.ts';
import { completedJob } from '../../steps/ended-job.ts';
import { expectEndsCancelled } from '../../steps/expect-ends-cancelled.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { fail } from '../../steps/fail.ts';
import { openedStream, streamMs, transitionsIn, wholeStream } from '../../steps/read-stream.ts';
import { startedJob } from '../../steps/started-job.ts';
import type { Check } from '../check.ts';

/** Waits for the end of streams of an ended job and of one that is cancelled meanwhile. */
export const endsAfterTheEnd: Check = async (context) => {
  const { job } = await completedJob(context);
  await wholeStream(context, job.id);
  const { id } = await startedJob(context);
  const stream = await openedStream(context, id);
  await cancelAccepted(context, id);
  await expectEndsCancelled(context, id);
  await stream.waitFor(stream.ended, streamMs);
  const last = transitionsIn(stream.messages).at(-1)?.event;
  if (!stream.ended())
    fail('the end of the stream after the end of the job', `it is still open after ${last}`, stream.exchange());
  expectEqual('the last event of the stream', last, 'job.cancelled', stream.exchange());
};
