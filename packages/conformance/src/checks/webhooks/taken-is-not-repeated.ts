import { setTimeout as pause } from 'node:timers/promises';
import { expectEqual } from '../../steps/expect-equal.ts';
import { hookedJob, typesUntil } from '../../steps/hooked-job.ts';
import type { Check } from '../check.ts';

/** Counts the deliveries of an event that was taken. */
export const takenIsNotRepeated: Check = async (context) => {
  const { mailbox } = await hookedJob(context, 'quick', { events: ['job.completed'] });
  await typesUntil(mailbox, 'job.completed');
  await pause(3_000);
  expectEqual('the number of deliveries', mailbox.deliveries.length, 1, null);
};
