import { seenJob } from '../../runner/seen-job.ts';
import { fail } from '../../steps/fail.ts';
import { hookedJob } from '../../steps/hooked-job.ts';
import type { Check } from '../check.ts';

/** Looks for the address in all that the job answers. */
export const addressIsNotShown: Check = async (context) => {
  const { mailbox, job } = await hookedJob(context, 'quick');
  const exchange = await context.call('getJob', { jobId: job.id, query: { include: 'input' } });
  for (const shown of [
    exchange,
    ...context.exchanges.filter(({ operationId, body }) => operationId === 'createJob' && seenJob(body)?.id === job.id),
  ]) {
    if (shown.bodyText.includes(mailbox.url))
      fail('an answer without the address of the receiver', 'it is there', shown);
  }
};
