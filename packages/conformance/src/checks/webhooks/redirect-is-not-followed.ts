import { setTimeout as pause } from 'node:timers/promises';
import { expectEqual } from '../../steps/expect-equal.ts';
import { fail } from '../../steps/fail.ts';
import { deliveryMs, hookedJob } from '../../steps/hooked-job.ts';
import type { Check } from '../check.ts';

/** Answers with a redirect to another address of the receiver. */
export const redirectIsNotFollowed: Check = async (context) => {
  const elsewhere = (await context.webhookReceiver()).open();
  const { mailbox } = await hookedJob(context, 'quick', { events: ['job.completed'] }, () => ({
    redirectTo: elsewhere.url,
  }));
  await mailbox.waitFor(() => mailbox.deliveries.length >= 1, deliveryMs);
  await pause(1_500);
  expectEqual('deliveries where the redirect leads', elsewhere.deliveries.length, 0, null);
  if (mailbox.deliveries.length === 0) fail('a delivery', 'none', null);
};
