import { createdWith } from '../../steps/expect-created.ts';
import { fail } from '../../steps/fail.ts';
import { timeIn } from '../../steps/time-in.ts';
import type { Check } from '../check.ts';

/** Sends one body twice, of a job that starts at once and of one that waits where there are such. */
export const equalRequestsCreateTwoJobs: Check = async (context) => {
  const bodies = [
    context.bodyOf('quick'),
    context.bodyOf('slow'),
    ...(context.serves('scheduling') ? [context.bodyOf('quick', { scheduled_for: timeIn(3_600_000) })] : []),
  ];
  for (const body of bodies) {
    const first = await createdWith(context, { body });
    const second = await createdWith(context, { body });
    if (first.job.id === second.job.id) fail('a job of its own', `job ${first.job.id} again`, second.exchange);
  }
};
