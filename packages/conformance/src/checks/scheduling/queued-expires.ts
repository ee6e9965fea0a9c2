import { untilTerminal } from '../../steps/ended-job.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { timeIn } from '../../steps/time-in.ts';
import type { Check } from '../check.ts';

/** Schedules a job after its deadline. */
export const queuedExpires: Check = async (context) => {
  const { id } = await context.startJob('quick', { timeout_seconds: 1, scheduled_for: timeIn(3_600_000) });
  const { job, exchange } = await untilTerminal(context, id);
  expectEqual(
    'the end of a job that waited too long',
    [job.status, job.attempt, job.started_at],
    ['expired', 0, null],
    exchange,
  );
};
