import { cancelAccepted } from '../../steps/cancel-accepted.ts';
import { expectEndsCancelled } from '../../steps/expect-ends-cancelled.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { fail } from '../../steps/fail.ts';
import { readWhole } from '../../steps/read-page.ts';
import { startedJob } from '../../steps/started-job.ts';
import type { Check } from '../check.ts';

/** Reads the events of a job before and after its end. */
export const appendOnly: Check = async (context) => {
  const { id } = await startedJob(context);
  const before = await readWhole(context.call, 'listJobEvents', { jobId: id });
  await cancelAccepted(context, id);
  await expectEndsCancelled(context, id);
  const after = await readWhole(context.call, 'listJobEvents', { jobId: id });
  const exchange = context.lastExchange();
  expectEqual('the events that were read before', after.slice(0, before.length), before, exchange);
  const again = await readWhole(context.call, 'listJobEvents', { jobId: id });
  expectEqual('the events that were read before', again, after, context.lastExchange());
  if (after.length <= before.length) fail('events of the cancel', 'none', exchange);
};
