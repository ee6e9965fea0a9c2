import { expectOfEverySight } from '../../history/expect-of-all.ts';
import type { Check } from '../check.ts';

/** Compares the end of jobs that were cancelled by force with their bound. */
export const forcedOnlyAtBound: Check = async (context) =>
  expectOfEverySight(context, ({ job: { cancellation, finished_at: finishedAt, status } }) => {
    if (cancellation?.forced !== true) return null;
    const { deadline_at: deadlineAt } = cancellation;
    const reached = !!deadlineAt && !!finishedAt && Date.parse(finishedAt) >= Date.parse(deadlineAt);
    return status === 'cancelled' && reached
      ? null
      : {
          expected: '`forced` only in a job that has reached its bound',
          actual: `${status} at ${finishedAt}, bound ${deadlineAt}`,
        };
  });
