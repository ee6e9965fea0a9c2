import { atOnce } from '../../steps/at-once.ts';
import { cancelAccepted } from '../../steps/cancel-accepted.ts';
import { expectEndsCancelled } from '../../steps/expect-ends-cancelled.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { fail } from '../../steps/fail.ts';
import { readWhole } from '../../steps/read-page.ts';
import { startedJob } from '../../steps/started-job.ts';
import type { Check } from '../check.ts';

/** Cancels a running job again and again, and counts the events. */
export const repeatedCancelRaisesNone: Check = async (context) => {
  const { id } = await startedJob(context);
  await atOnce(5, () => cancelAccepted(context, id));
  await expectEndsCancelled(context, id);
  const before = await readWhole(context.call, 'listJobEvents', { jobId: id });
  await atOnce(5, () => cancelAccepted(context, id));
  const after = await readWhole(context.call, 'listJobEvents', { jobId: id });
  const exchange = context.lastExchange();
  expectEqual('the events as before the later cancels', after, before, exchange);
  for (const type of ['job.cancelling', 'job.cancelled']) {
    const count = after.filter((event) => event.type === type).length;
    if (count > 1) fail(`one ${type} for 10 cancels`, `${count}`, exchange);
  }
};
