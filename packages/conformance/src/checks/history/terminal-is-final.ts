import { isDeepStrictEqual } from 'node:util';
import { isTerminal } from '@jobwire/contract';
import { expectOfEveryHistory, firstPair } from '../../history/expect-of-all.ts';
import type { SeenJob } from '../../runner/seen-job.ts';
import { differingMembers } from '../../steps/differing-members.ts';
import type { Check } from '../check.ts';

/** Compares every sight of an ended job with the first. */
export const terminalIsFinal: Check = async (context) =>
  expectOfEveryHistory(context, (sights) => {
    const ended = sights.filter(({ job, whole }) => whole && isTerminal(job.status));
    const pair = firstPair(
      ended,
      (earlier, later) => !isDeepStrictEqual(sealedMembers(earlier.job), sealedMembers(later.job)),
    );
    if (pair === null) return null;
    const { before, after } = differingMembers(sealedMembers(pair.earlier.job), sealedMembers(pair.later.job));
    return {
      expected: `job ${pair.later.job.id} as it ended: ${before}`,
      actual: after,
      exchange: pair.later.exchange,
    };
  });

/** What never changes again in a terminal job. After a forced cancel `stopped_at` and `version` may. */
function sealedMembers({ status, finished_at, progress, attempt, error, phase, cancellation }: SeenJob) {
  const { stopped_at: _changes, ...kept } = cancellation ?? { stopped_at: null };
  return { status, finished_at, progress, attempt, error, phase, cancellation: cancellation ? kept : null };
}
