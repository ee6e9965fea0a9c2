import { setTimeout as pause } from 'node:timers/promises';
import { atOnce } from '../../steps/at-once.ts';
import { cancelAccepted } from '../../steps/cancel-accepted.ts';
import { expectEndsCancelled } from '../../steps/expect-ends-cancelled.ts';
import type { Check } from '../check.ts';

/** Cancels jobs at random moments just after they were created, when they are being claimed. */
export const cancelAgainstStart: Check = async (context) => {
  await atOnce(12, async () => {
    const { id } = await context.startJob('slow');
    await pause(context.random.below(60));
    await cancelAccepted(context, id);
    await expectEndsCancelled(context, id);
  });
};
