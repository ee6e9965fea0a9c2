import { cancelledJob } from '../../steps/ended-job.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { readWhole } from '../../steps/read-page.ts';
import type { Check } from '../check.ts';

/** Cancels with a reason, and with none. */
export const reasonOfCancel: Check = async (context) => {
  for (const reason of ['The reason of the kit', undefined]) {
    const { job } = await cancelledJob(context, reason);
    const events = await readWhole(context.call, 'listJobEvents', { jobId: job.id });
    const told = events.filter(({ type }) => type === 'job.cancelling' || type === 'job.cancelled');
    for (const event of told) {
      expectEqual(`the reason in ${event.type}`, event.reason, reason ?? null, context.lastExchange());
    }
  }
};
