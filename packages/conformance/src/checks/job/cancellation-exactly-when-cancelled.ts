import { expectOfEverySight } from '../../history/expect-of-all.ts';
import { shortJson } from '../../steps/expect-equal.ts';
import type { Check } from '../check.ts';

/** Looks for cancellations. */
export const cancellationExactlyWhenCancelled: Check = async (context) =>
  expectOfEverySight(context, ({ job }) => {
    const cancelled = job.status === 'cancelling' || job.status === 'cancelled';
    return (job.cancellation !== null) === cancelled
      ? null
      : {
          expected: `\`cancellation\` of a job that is ${job.status} is ${cancelled ? 'set' : 'null'}`,
          actual: shortJson(job.cancellation),
        };
  });
