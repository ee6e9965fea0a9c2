import { describeSight } from '../../history/describe-sight.ts';
import { expectOfEveryHistory, inSeenOrder } from '../../history/expect-of-all.ts';
import type { Observation } from '../../history/observation.ts';
import type { Check } from '../check.ts';

/** Compares answers of which one began after the other had ended. */
export const versionNeverFalls: Check = async (context) =>
  expectOfEveryHistory(context, (sights) => {
    let highest: Observation | null = null;
    const byBegin = inSeenOrder(sights).sort((one, other) => (one.span?.beganAtMs ?? 0) - (other.span?.beganAtMs ?? 0));
    const byEnd = inSeenOrder(sights);
    for (const later of byBegin) {
      while (byEnd[0] !== undefined && (byEnd[0].span?.endedAtMs ?? 0) < (later.span?.beganAtMs ?? 0)) {
        const ended = byEnd.shift() as Observation;
        if (highest === null || (ended.job.version ?? 0) > (highest.job.version ?? 0)) highest = ended;
      }
      if (highest !== null && (later.job.version ?? 0) < (highest.job.version ?? 0)) {
        return {
          expected: `at least ${describeSight(highest)}, which was seen before`,
          actual: describeSight(later),
          exchange: later.exchange,
        };
      }
    }
    return null;
  });
