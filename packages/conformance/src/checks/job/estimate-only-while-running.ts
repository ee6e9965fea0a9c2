import { expectOfEverySight } from '../../history/expect-of-all.ts';
import type { Check } from '../check.ts';

/** Looks for estimates. */
export const estimateOnlyWhileRunning: Check = async (context) =>
  expectOfEverySight(context, ({ job }) =>
    job.status === 'running' || job.estimated_seconds_remaining === null
      ? null
      : {
          expected: `no estimate of a job that is ${job.status}`,
          actual: `${job.estimated_seconds_remaining} seconds`,
        },
  );
