import { shortJson } from '../../steps/expect-equal.ts';
import { failOfDelivery } from '../../steps/fail-of-delivery.ts';
import { hookedJob, signedParts, typesUntil } from '../../steps/hooked-job.ts';
import type { Check } from '../check.ts';

/** Looks at the headers of each delivery of a quick job. */
export const headersOfStandardWebhooks: Check = async (context) => {
  const { mailbox } = await hookedJob(context, 'quick');
  await typesUntil(mailbox, 'job.completed');
  for (const delivery of mailbox.deliveries) {
    const { id, timestamp, signature } = signedParts(delivery.headers);
    if (id === '' || id.includes('.')) failOfDelivery('a `webhook-id` without a dot', shortJson(id), delivery);
    const offSeconds = Math.abs(Number(timestamp) - Date.now() / 1_000);
    if (!/^\d+$/.test(timestamp) || offSeconds > 300)
      failOfDelivery('a `webhook-timestamp` of now, in seconds', shortJson(timestamp), delivery);
    if (!/^v1,[A-Za-z0-9+/]+=*( v1[a-z]*,\S+)*$/.test(signature))
      failOfDelivery('a `webhook-signature` that begins with `v1,`', shortJson(signature), delivery);
  }
};
