import { untilTerminal } from '../../steps/ended-job.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { timeIn } from '../../steps/time-in.ts';
import type { Check } from '../check.ts';

/** Schedules a job a day ago. */
export const pastMeansNow: Check = async (context) => {
  const scheduledFor = timeIn(-86_400_000);
  const { id, scheduled_for: kept } = await context.startJob('quick', { scheduled_for: scheduledFor });
  expectEqual('the time that was asked for', Date.parse(kept ?? ''), Date.parse(scheduledFor), context.lastExchange());
  const { job, exchange } = await untilTerminal(context, id);
  expectEqual('the end of the job', job.status, 'completed', exchange);
};
