import type { CheckContext } from '../runner/check-context.ts';
import type { SeenJob } from '../runner/seen-job.ts';
import { atOnce } from './at-once.ts';
import { startedJob } from './started-job.ts';

/** Creates slow jobs of which one runs. A server with few workers leaves the others queued, and that is its right. */
export async function slowJobs(context: CheckContext, count: number): Promise<SeenJob[]> {
  const first = await startedJob(context);
  return [first, ...(await atOnce(count - 1, () => context.startJob('slow')))];
}
