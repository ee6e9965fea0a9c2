import { expectOfEveryHistory, firstPair } from '../../history/expect-of-all.ts';
import type { Check } from '../check.ts';

/** Compares the attempts of neighbouring versions. */
export const attemptNeverFalls: Check = async (context) =>
  expectOfEveryHistory(context, (sights) => {
    const pair = firstPair(sights, (earlier, later) => (later.job.attempt ?? 0) < (earlier.job.attempt ?? 0));
    return pair === null
      ? null
      : {
          expected: `an attempt of ${pair.earlier.job.attempt} or more of job ${pair.later.job.id}`,
          actual: String(pair.later.job.attempt),
          exchange: pair.later.exchange,
        };
  });
