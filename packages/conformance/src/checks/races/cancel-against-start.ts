import { setTimeout as pause } from 'node:timers/promises';
import { atOnce } from '../../steps/at-once.ts';
import { cancelAccepted } from '../../steps/cancel-accepted.ts';
import { expectEndsCancelled } from '../../steps/expect-ends-cancelled.ts';
import type { Check } from '../check.ts';

/** Cancels jobs at random moments just after they were created, when they are being claimed. */
export const cancelAgainstStart: Check = async (context) => {
  await atOnce(jobsAtOnce, async (index) => {
    const { id } = await context.startJob('slow');
    await pause(longestMs * (index / jobsAtOnce) * context.random.next());
    await cancelAccepted(context, id);
    await expectEndsCancelled(context, id);
  });
};

const jobsAtOnce = 24;
const longestMs = 40;
