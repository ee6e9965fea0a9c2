import { cancelAccepted } from '../../steps/cancel-accepted.ts';
import { expectEndsCancelled } from '../../steps/expect-ends-cancelled.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { skip } from '../../steps/skip.ts';
import { startedJob } from '../../steps/started-job.ts';
import type { Check } from '../check.ts';

/** Cancels a job that does not stop, and waits until the server ends it. */
export const forcedAtTheBound: Check = async (context) => {
  const { id } = await startedJob(context, undefined, 'stubborn');
  const { status, cancellation } = await cancelAccepted(context, id);
  if (status === 'cancelled') skip('the server ends its workers at once, so that none is waited for');
  const { job, exchange } = await expectEndsCancelled(context, id);
  expectEqual('`forced` of a job that did not stop', job.cancellation?.forced, true, exchange);
  expectEqual(
    '`deadline_at` as the cancel told it',
    job.cancellation?.deadline_at,
    cancellation?.deadline_at,
    exchange,
  );
};
