import { untilTerminal } from '../../steps/ended-job.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { timeIn } from '../../steps/time-in.ts';
import type { Check } from '../check.ts';

/** Waits for the end of a job that is scheduled a second ahead. */
export const startsAfterItsTime: Check = async (context) => {
  const { id } = await context.startJob('quick', { scheduled_for: timeIn(1_000) });
  const { job, exchange } = await untilTerminal(context, id);
  expectEqual('the end of a scheduled job', job.status, 'completed', exchange);
};
