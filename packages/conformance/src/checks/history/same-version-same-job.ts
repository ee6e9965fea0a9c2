import { isDeepStrictEqual } from 'node:util';
import { expectOfEveryHistory, firstPair } from '../../history/expect-of-all.ts';
import type { Observation } from '../../history/observation.ts';
import { differingMembers } from '../../steps/differing-members.ts';
import type { Check } from '../check.ts';

/** Compares all sights of one version of one job. The estimate counts down by itself, and the input is there when asked for. */
export const sameVersionSameJob: Check = async (context) =>
  expectOfEveryHistory(context, (sights) => {
    const pair = firstPair(
      [...sights].sort(
        (one, other) => Number(one.whole) - Number(other.whole) || (one.job.version ?? 0) - (other.job.version ?? 0),
      ),
      (earlier, later) =>
        earlier.job.version === later.job.version &&
        earlier.whole === later.whole &&
        !isDeepStrictEqual(visibleMembers(earlier), visibleMembers(later)),
    );
    if (pair === null) return null;
    const { before, after } = differingMembers(visibleMembers(pair.earlier), visibleMembers(pair.later));
    const { id, version } = pair.later.job;
    return {
      expected: `version ${version} of job ${id} as before: ${before}`,
      actual: after,
      exchange: pair.later.exchange,
    };
  });

function visibleMembers({ job, whole }: Observation) {
  const { input: _input, estimated_seconds_remaining: _estimate, ...visible } = job;
  return whole ? visible : { status: job.status, attempt: job.attempt };
}
