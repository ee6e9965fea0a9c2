import { expectOfEverySight } from '../../history/expect-of-all.ts';
import type { Check } from '../check.ts';

/** Compares the end of cancelled jobs with their bound, both by the clock of the server. */
export const endsWithinBound: Check = async (context) =>
  expectOfEverySight(context, ({ job }) => {
    const { cancellation, finished_at: finishedAt, status } = job;
    if (status !== 'cancelled' || !cancellation?.deadline_at || !finishedAt) return null;
    const lateMs = Date.parse(finishedAt) - Date.parse(cancellation.deadline_at);
    return lateMs <= 5_000
      ? null
      : { expected: `cancelled at most 5 s after ${cancellation.deadline_at}`, actual: `cancelled at ${finishedAt}` };
  });
