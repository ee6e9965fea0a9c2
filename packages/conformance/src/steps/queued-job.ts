import type { CheckContext, JobChanges } from '../runner/check-context.ts';
import type { SeenJob } from '../runner/seen-job.ts';
import { needClass } from './skip.ts';
import { timeIn } from './time-in.ts';

/** Creates a job that stays queued, since it is scheduled in an hour. Ends the check on a server without class `scheduling`. */
export async function queuedJob(context: CheckContext, changes?: JobChanges): Promise<SeenJob> {
  needClass(context, 'scheduling');
  return context.startJob('slow', { scheduled_for: timeIn(3_600_000), ...changes });
}
