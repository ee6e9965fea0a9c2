import type { WebhookEvent } from '@jobwire/contract';
import { failOfDelivery } from '../../steps/fail-of-delivery.ts';
import { hookedJob, signedParts, typesUntil } from '../../steps/hooked-job.ts';
import type { Check } from '../check.ts';

/** Compares the ids of different events. */
export const idsNameEvents: Check = async (context) => {
  const { mailbox } = await hookedJob(context, 'quick');
  await typesUntil(mailbox, 'job.completed');
  const events = new Map<string, string>();
  for (const delivery of mailbox.deliveries) {
    const { headers, body } = delivery;
    const { id } = signedParts(headers);
    const event = JSON.stringify([
      (body as Partial<WebhookEvent>)?.type,
      (body as Partial<WebhookEvent>)?.data?.version,
    ]);
    if ((events.get(id) ?? event) !== event)
      failOfDelivery(`an id of its own for ${event}`, `that of ${events.get(id)}`, delivery);
    events.set(id, event);
  }
};
