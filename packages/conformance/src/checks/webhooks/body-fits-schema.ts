import { cancelAccepted } from '../../steps/cancel-accepted.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { failOfDelivery } from '../../steps/fail-of-delivery.ts';
import { hookedJob, typesUntil } from '../../steps/hooked-job.ts';
import { schemaFaults } from '../../validation/schema-validator.ts';
import type { Check } from '../check.ts';

/** Holds every webhook of a quick job, a failing one and a cancelled one against the schema. */
export const bodyFitsSchema: Check = async (context) => {
  const quick = await hookedJob(context, 'quick');
  const slow = await hookedJob(context, 'slow');
  await cancelAccepted(context, slow.job.id);
  await typesUntil(quick.mailbox, 'job.completed');
  await typesUntil(slow.mailbox, 'job.cancelled');
  for (const delivery of [...quick.mailbox.deliveries, ...slow.mailbox.deliveries]) {
    const { body, headers, method } = delivery;
    const [fault] = schemaFaults({ $ref: '#/components/schemas/WebhookEvent' }, body);
    if (fault !== undefined) failOfDelivery('a webhook that fits its schema', fault, delivery);
    const mediaType = headers['content-type']?.split(';')[0];
    expectEqual('method and media type', [method, mediaType], ['POST', 'application/json'], null);
  }
};
