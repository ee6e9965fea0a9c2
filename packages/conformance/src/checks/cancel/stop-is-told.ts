import type { CheckContext } from '../../runner/check-context.ts';
import { cancelAccepted } from '../../steps/cancel-accepted.ts';
import { expectEndsCancelled } from '../../steps/expect-ends-cancelled.ts';
import { expectEqual, shortJson } from '../../steps/expect-equal.ts';
import { fail } from '../../steps/fail.ts';
import type { Reading } from '../../steps/poll-job.ts';
import { startedJob } from '../../steps/started-job.ts';
import type { Check } from '../check.ts';

/** An attempt may be lost between the look at a job and its cancel; not so often, though. */
const tries = 5;

/** Looks at the cancellation of a job that honours its cancel. */
export const stopIsTold: Check = async (context) => {
  const { job, exchange } = await cancelledWhileRunning(context);
  const { forced, stopped_at: stoppedAt } = job.cancellation ?? {};
  expectEqual('`forced` of a job that honours its cancel', forced, false, exchange);
  if (!stoppedAt) fail('`stopped_at`, since a worker had the job and has stopped', shortJson(stoppedAt), exchange);
};

/** A job that ended with its cancel, and without `stopped_at`, may have had no worker at that moment: another one is tried. */
async function cancelledWhileRunning(context: CheckContext): Promise<Reading> {
  for (let count = 1; ; count += 1) {
    const { id } = await startedJob(context);
    const { status } = await cancelAccepted(context, id);
    const reading = await expectEndsCancelled(context, id);
    if (status === 'cancelling' || reading.job.cancellation?.stopped_at || count === tries) return reading;
  }
}
