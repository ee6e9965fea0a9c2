import { cancelAccepted } from '../../steps/cancel-accepted.ts';
import { expectEndsCancelled } from '../../steps/expect-ends-cancelled.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { fail } from '../../steps/fail.ts';
import { readWhole } from '../../steps/read-page.ts';
import { startedJob } from '../../steps/started-job.ts';
import { untilFirstResult } from '../../steps/until-first-result.ts';
import type { Check } from '../check.ts';

/** Reads the results of a running job, cancels it, and reads them again when it is cancelled. */
export const resultsStayReadable: Check = async (context) => {
  const { id } = await startedJob(context);
  await untilFirstResult(context, id);
  const before = await readWhole(context.call, 'listJobResults', { jobId: id });
  if (before.length === 0) fail('the results that were counted', 'none', context.lastExchange());
  await cancelAccepted(context, id);
  await expectEndsCancelled(context, id);
  const after = await readWhole(context.call, 'listJobResults', { jobId: id });
  const exchange = context.lastExchange();
  expectEqual('the results that were there before the cancel', after.slice(0, before.length), before, exchange);
};
