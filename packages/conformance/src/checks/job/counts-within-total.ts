import { expectOfEverySight } from '../../history/expect-of-all.ts';
import type { Check } from '../check.ts';

/** Adds the counts. */
export const countsWithinTotal: Check = async (context) =>
  expectOfEverySight(context, ({ job: { progress } }) => {
    const { total = null, completed = 0, failed = 0 } = progress ?? {};
    return total === null || completed + failed <= total
      ? null
      : { expected: `at most ${total} items counted`, actual: `${completed} completed and ${failed} failed` };
  });
