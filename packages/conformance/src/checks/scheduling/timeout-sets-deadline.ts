import { createdWith } from '../../steps/expect-created.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { timeIn } from '../../steps/time-in.ts';
import type { Check } from '../check.ts';

/** Gives a timeout, alone and to a job that is scheduled for later. */
export const timeoutSetsDeadline: Check = async (context) => {
  for (const more of [{}, { scheduled_for: timeIn(60_000) }]) {
    const { job, exchange } = await createdWith(context, {
      body: context.bodyOf('slow', { timeout_seconds: 120, ...more }),
    });
    const seconds = (Date.parse(job.deadline_at ?? '') - Date.parse(job.created_at ?? '')) / 1_000;
    expectEqual('seconds from `created_at` to `deadline_at`', Math.round(seconds), 120, exchange);
  }
};
