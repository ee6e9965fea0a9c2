import { cancelAccepted } from '../../steps/cancel-accepted.ts';
import { fail } from '../../steps/fail.ts';
import { openedStream, streamMs } from '../../steps/read-stream.ts';
import { startedJob } from '../../steps/started-job.ts';
import type { Check } from '../check.ts';

/** Cancels a job while its stream is open, and waits for the event. */
export const live: Check = async (context) => {
  const { id } = await startedJob(context);
  const stream = await openedStream(context, id);
  try {
    const started = () => stream.messages.some(({ event }) => event === 'job.started');
    if (!(await stream.waitFor(started, streamMs)))
      fail('the events so far', `${stream.messages.length} events`, stream.exchange());
    await cancelAccepted(context, id);
    const told = () => stream.messages.some(({ event }) => event === 'job.cancelling' || event === 'job.cancelled');
    if (!(await stream.waitFor(told, streamMs))) fail('an event of the cancel', 'none', stream.exchange());
  } finally {
    stream.close();
  }
};
