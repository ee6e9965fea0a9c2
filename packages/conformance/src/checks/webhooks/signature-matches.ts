import { createHmac } from 'node:crypto';
import { failOfDelivery } from '../../steps/fail-of-delivery.ts';
import { hookedJob, signedParts, typesUntil } from '../../steps/hooked-job.ts';
import { skip } from '../../steps/skip.ts';
import type { Check } from '../check.ts';

/** Computes the signature of each delivery. */
export const signatureMatches: Check = async (context) => {
  const { webhookSecret } = context;
  if (webhookSecret === null) skip('no webhook secret was given');
  const { mailbox } = await hookedJob(context, 'quick');
  await typesUntil(mailbox, 'job.completed');
  for (const delivery of mailbox.deliveries) {
    const { id, timestamp, signature } = signedParts(delivery.headers);
    const key = Buffer.from(webhookSecret.replace(/^whsec_/, ''), 'base64');
    const signed = Buffer.concat([Buffer.from(`${id}.${timestamp}.`), delivery.bytes]);
    const expected = `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
    if (!signature.split(' ').includes(expected))
      failOfDelivery(
        `the signature that the given webhook secret makes: ${expected}`,
        `${signature}; or the server has another secret`,
        delivery,
      );
  }
};
