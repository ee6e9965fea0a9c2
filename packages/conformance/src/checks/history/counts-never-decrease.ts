import { expectOfEveryHistory, firstPair } from '../../history/expect-of-all.ts';
import type { Check } from '../check.ts';

/** Compares the counts of neighbouring versions. */
export const countsNeverDecrease: Check = async (context) =>
  expectOfEveryHistory(context, (sights) => {
    const counted = sights.filter(({ job }) => job.progress !== undefined);
    const pair = firstPair(
      counted,
      ({ job: { progress: earlier } }, { job: { progress: later } }) =>
        (later?.completed ?? 0) < (earlier?.completed ?? 0) || (later?.failed ?? 0) < (earlier?.failed ?? 0),
    );
    return pair === null
      ? null
      : {
          expected: `counts of job ${pair.later.job.id} not below ${JSON.stringify(pair.earlier.job.progress)}`,
          actual: JSON.stringify(pair.later.job.progress),
          exchange: pair.later.exchange,
        };
  });
