import type { Exchange } from '../../runner/exchange.ts';
import { cancelAccepted } from '../../steps/cancel-accepted.ts';
import { expectEndsCancelled } from '../../steps/expect-ends-cancelled.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { expectSealed } from '../../steps/expect-sealed.ts';
import { readWhole } from '../../steps/read-page.ts';
import { startedJob } from '../../steps/started-job.ts';
import { untilFirstResult } from '../../steps/until-first-result.ts';
import type { Check } from '../check.ts';

/** Watches the results of a job that was cancelled while it emitted. */
export const sealedAfterCancel: Check = async (context) => {
  const { id } = await startedJob(context);
  await untilFirstResult(context, id);
  await cancelAccepted(context, id);
  const { job: ended } = await expectEndsCancelled(context, id);
  const before = await readWhole(context.call, 'listJobResults', { jobId: id });
  await expectSealed(context, { job: ended, exchange: context.lastExchange() as Exchange });
  const after = await readWhole(context.call, 'listJobResults', { jobId: id });
  expectEqual('the results as when the job was cancelled', after, before, context.lastExchange());
};
