import type { CheckContext } from '../runner/check-context.ts';
import type { SeenJob } from '../runner/seen-job.ts';
import { pollJob } from './poll-job.ts';
import { skip } from './skip.ts';

/** How long the slow job may take to its first results. */
const firstResultMs = 30_000;

/** Waits until a running job has counted items. Ends the check when it counts none. */
export async function untilFirstResult(context: CheckContext, jobId: string, count = 1): Promise<SeenJob> {
  const counted = (job: SeenJob) => (job.progress?.completed ?? 0) + (job.progress?.failed ?? 0) >= count;
  const { job } = await pollJob(
    context,
    jobId,
    firstResultMs,
    (reading) => counted(reading.job) || reading.job.terminal === true,
  );
  return counted(job)
    ? job
    : skip(`the slow job emitted ${count === 1 ? 'nothing' : `fewer than ${count} results`} within 30 s`);
}
