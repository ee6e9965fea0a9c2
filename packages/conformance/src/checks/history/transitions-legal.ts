import { describeSight } from '../../history/describe-sight.ts';
import { expectOfEveryHistory, firstPair } from '../../history/expect-of-all.ts';
import { movesBetween } from '../../history/legal-moves.ts';
import type { Check } from '../check.ts';

/** Looks for a way along the transitions between any two neighbouring versions, no longer than the versions allow. */
export const transitionsLegal: Check = async (context) =>
  expectOfEveryHistory(context, (sights) => {
    const pair = firstPair(sights, ({ job: earlier }, { job: later }) => {
      const versions = (later.version ?? 0) - (earlier.version ?? 0);
      return versions > 0 && movesBetween(earlier.status, later.status) > versions;
    });
    if (pair === null) return null;
    const { earlier, later } = pair;
    return {
      expected: `a way along the transitions from ${describeSight(earlier)}`,
      actual: `${describeSight(later)} (${later.where})`,
      exchange: later.exchange,
    };
  });
