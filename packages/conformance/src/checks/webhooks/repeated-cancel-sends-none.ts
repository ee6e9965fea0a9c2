import { setTimeout as pause } from 'node:timers/promises';
import type { WebhookEvent } from '@jobwire/contract';
import { atOnce } from '../../steps/at-once.ts';
import { cancelAccepted } from '../../steps/cancel-accepted.ts';
import { expectEndsCancelled } from '../../steps/expect-ends-cancelled.ts';
import { fail } from '../../steps/fail.ts';
import { hookedJob, signedParts, typesUntil } from '../../steps/hooked-job.ts';
import { pollJob } from '../../steps/poll-job.ts';
import type { Check } from '../check.ts';

/** Cancels a running job many times. */
export const repeatedCancelSendsNone: Check = async (context) => {
  const { mailbox, job } = await hookedJob(context, 'slow');
  await pollJob(context, job.id, 60_000, (reading) => reading.job.status === 'running');
  await atOnce(5, () => cancelAccepted(context, job.id));
  await expectEndsCancelled(context, job.id);
  await atOnce(5, () => cancelAccepted(context, job.id));
  await typesUntil(mailbox, 'job.cancelled');
  await pause(1_000);
  const ids = new Map<string, Set<string>>();
  for (const { headers, body } of mailbox.deliveries) {
    const type = (body as Partial<WebhookEvent>)?.type ?? '';
    ids.set(type, (ids.get(type) ?? new Set()).add(signedParts(headers).id));
  }
  for (const type of ['job.cancelling', 'job.cancelled']) {
    const count = ids.get(type)?.size ?? 0;
    if (count > 1) fail(`one ${type} for 10 cancels`, `${count}`, null);
  }
};
