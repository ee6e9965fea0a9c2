import { longQueuedMs } from '../../runner/queue-notice.ts';
import { cancelAccepted } from '../../steps/cancel-accepted.ts';
import { fail } from '../../steps/fail.ts';
import { openedStream, streamMs } from '../../steps/read-stream.ts';
import { claimMs, expectClaimed } from '../../steps/started-job.ts';
import { timeIn } from '../../steps/time-in.ts';
import type { Check } from '../check.ts';

/** Opens the stream of a job before it starts where that can be arranged, and waits for its start and for its cancel. */
export const live: Check = async (context) => {
  const later = context.serves('scheduling') ? { scheduled_for: timeIn(1_500) } : undefined;
  const { id } = await context.startJob('slow', later);
  const stream = await openedStream(context, id);
  const told = (...types: readonly string[]) => stream.messages.some(({ event }) => types.includes(event));
  try {
    const started = () => told('job.started');
    if (!(await stream.waitFor(started, longQueuedMs))) context.noticeQueued(id, longQueuedMs);
    if (!(await stream.waitFor(started, claimMs + context.cancelBoundMs))) {
      await expectClaimed(context, id);
      fail('an event of the start, while the job runs', `${stream.messages.length} events`, stream.exchange());
    }
    await cancelAccepted(context, id);
    if (!(await stream.waitFor(() => told('job.cancelling', 'job.cancelled'), streamMs))) {
      fail('an event of the cancel', 'none', stream.exchange());
    }
  } finally {
    stream.close();
  }
};
