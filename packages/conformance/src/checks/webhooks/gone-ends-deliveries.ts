import { setTimeout as pause } from 'node:timers/promises';
import { cancelAccepted } from '../../steps/cancel-accepted.ts';
import { expectEndsCancelled } from '../../steps/expect-ends-cancelled.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { fail } from '../../steps/fail.ts';
import { deliveryMs, hookedJob } from '../../steps/hooked-job.ts';
import type { Check } from '../check.ts';

/** Answers 410 to the first event of a job that is cancelled later. */
export const goneEndsDeliveries: Check = async (context) => {
  const { mailbox, job } = await hookedJob(context, 'slow', {}, () => 410);
  if (!(await mailbox.waitFor(() => mailbox.deliveries.length >= 1, deliveryMs))) fail('a delivery', 'none', null);
  await cancelAccepted(context, job.id);
  await expectEndsCancelled(context, job.id);
  await pause(3_000);
  expectEqual('deliveries after an answer of 410', mailbox.deliveries.length, 1, null);
};
