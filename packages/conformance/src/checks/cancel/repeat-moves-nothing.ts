import type { CheckContext } from '../../runner/check-context.ts';
import type { SeenJob } from '../../runner/seen-job.ts';
import { cancelAccepted } from '../../steps/cancel-accepted.ts';
import { expectEndsCancelled } from '../../steps/expect-ends-cancelled.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { startedJob } from '../../steps/started-job.ts';
import type { Check } from '../check.ts';

/** Repeats a cancel at once, when the job may still be cancelling, and again when it has ended. */
export const repeatMovesNothing: Check = async (context) => {
  const { id } = await startedJob(context);
  const first = await cancelAccepted(context, id, { reason: firstReason });
  expectEqual('the reason of the first cancel', first.cancellation?.reason, firstReason, context.lastExchange());
  expectUnmoved(context, first, await cancelAccepted(context, id, { reason: laterReason }));

  const { job: ended } = await expectEndsCancelled(context, id);
  const repeated = await cancelAccepted(context, id, { reason: laterReason });
  expectUnmoved(context, ended, repeated);
  // After a cancel by force `stopped_at` may still be set, and `version` with it.
  if (ended.cancellation?.forced !== true) {
    expectEqual('`version` as before', repeated.version, ended.version, context.lastExchange());
  }
};

const firstReason = 'The first cancel of the conformance kit';
const laterReason = 'A repeated cancel of the conformance kit';

function expectUnmoved({ lastExchange }: CheckContext, before: SeenJob, after: SeenJob): void {
  expectEqual('the cancellation as before', keptMembers(after), keptMembers(before), lastExchange());
}

function keptMembers({ cancellation }: SeenJob) {
  return {
    requested_at: cancellation?.requested_at,
    deadline_at: cancellation?.deadline_at,
    reason: cancellation?.reason,
  };
}
