import { shortJson } from '../../steps/expect-equal.ts';
import { fail } from '../../steps/fail.ts';
import { hookedJob, signedParts, typesUntil } from '../../steps/hooked-job.ts';
import type { Check } from '../check.ts';

/** Looks at the headers of each delivery of a quick job. */
export const headersOfStandardWebhooks: Check = async (context) => {
  const { mailbox } = await hookedJob(context, 'quick');
  await typesUntil(mailbox, 'job.completed');
  for (const { headers } of mailbox.deliveries) {
    const { id, timestamp, signature } = signedParts(headers);
    if (id === '' || id.includes('.')) fail('a `webhook-id` without a dot', shortJson(id), null);
    const offSeconds = Math.abs(Number(timestamp) - Date.now() / 1_000);
    if (!/^\d+$/.test(timestamp) || offSeconds > 300)
      fail('a `webhook-timestamp` of now, in seconds', shortJson(timestamp), null);
    if (!/^v1,[A-Za-z0-9+/]+=*( v1[a-z]*,\S+)*$/.test(signature))
      fail('a `webhook-signature` that begins with `v1,`', shortJson(signature), null);
  }
};
