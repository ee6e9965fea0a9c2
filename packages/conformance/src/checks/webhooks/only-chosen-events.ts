import { setTimeout as pause } from 'node:timers/promises';
import { untilTerminal } from '../../steps/ended-job.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { hookedJob, typesIn, typesUntil } from '../../steps/hooked-job.ts';
import type { Check } from '../check.ts';

/** Chooses the end only. */
export const onlyChosenEvents: Check = async (context) => {
  const { mailbox, job } = await hookedJob(context, 'quick', { events: ['job.completed', 'job.failed'] });
  await typesUntil(mailbox, 'job.completed');
  await untilTerminal(context, job.id);
  await pause(1_000);
  expectEqual('the types that were sent', [...new Set(typesIn(mailbox))], ['job.completed'], null);
};
