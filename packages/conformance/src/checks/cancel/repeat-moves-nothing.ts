import { isDeepStrictEqual } from 'node:util';
import type { CheckContext } from '../../runner/check-context.ts';
import { CheckFailed } from '../../runner/check-failed.ts';
import type { SeenJob } from '../../runner/seen-job.ts';
import { cancelAccepted } from '../../steps/cancel-accepted.ts';
import { expectEndsCancelled } from '../../steps/expect-ends-cancelled.ts';
import { startedJob } from '../../steps/started-job.ts';
import type { Check } from '../check.ts';

const firstReason = 'The first cancel of the conformance kit';
const laterReason = 'A repeated cancel of the conformance kit';

/** Repeats a cancel at once, when the job may still be cancelling, and again when it has ended. */
export const repeatMovesNothing: Check = async (context) => {
  const { id } = await startedJob(context);
  const first = await cancelAccepted(context, id, { reason: firstReason });
  expectUnmoved(
    context,
    { ...first, cancellation: withReason(first) },
    await cancelAccepted(context, id, { reason: laterReason }),
  );

  const { job: ended } = await expectEndsCancelled(context, id);
  const repeated = await cancelAccepted(context, id, { reason: laterReason });
  expectUnmoved(context, ended, repeated);
  // After a cancel by force `stopped_at` may still be set, and `version` with it.
  if (ended.cancellation?.forced !== true && repeated.version !== ended.version) {
    throw failed(context, `version ${ended.version}, as before`, `version ${repeated.version}`);
  }
};

/** The first answer must itself hold the first reason, or else nothing could be seen to stay. */
function withReason({ cancellation }: SeenJob): NonNullable<SeenJob['cancellation']> | null {
  return cancellation ? { ...cancellation, reason: firstReason } : null;
}

function expectUnmoved(context: CheckContext, before: SeenJob, after: SeenJob): void {
  const kept = keptMembers(before);
  const found = keptMembers(after);
  if (!isDeepStrictEqual(kept, found)) {
    throw failed(
      context,
      `cancellation with ${JSON.stringify(kept)}, as before`,
      `cancellation with ${JSON.stringify(found)}`,
    );
  }
}

function keptMembers({ cancellation }: SeenJob) {
  return {
    requested_at: cancellation?.requested_at,
    deadline_at: cancellation?.deadline_at,
    reason: cancellation?.reason,
  };
}

function failed({ exchanges }: CheckContext, expected: string, actual: string): CheckFailed {
  return new CheckFailed({ expected, actual, exchange: exchanges.at(-1) ?? null });
}
