import { isDeepStrictEqual } from 'node:util';
import type { CheckContext } from '../../runner/check-context.ts';
import type { SeenJob } from '../../runner/seen-job.ts';
import { completedJob } from '../../steps/ended-job.ts';
import { expectCancelAccepted } from '../../steps/expect-cancel-accepted.ts';
import { expectEndsCancelled } from '../../steps/expect-ends-cancelled.ts';
import { fail } from '../../steps/fail.ts';
import { pollJob } from '../../steps/poll-job.ts';
import { skip } from '../../steps/skip.ts';
import type { Check } from '../check.ts';

/** Cancels a job that would soon complete, and watches it for twice the time that it would have taken. */
export const cancelledStaysCancelled: Check = async (context) => {
  const begin = performance.now();
  await completedJob(context);
  const watchMs = Math.max(shortestWatchMs, 2 * (performance.now() - begin));

  const jobId = await cancelledQuickJob(context);
  const { job: sealed } = await expectEndsCancelled(context, jobId);
  const last = await pollJob(context, jobId, watchMs, ({ job }) => !isSameEnd(job, sealed));
  if (!isSameEnd(last.job, sealed))
    fail(`the job stays as it was: ${describeEnd(sealed)}`, describeEnd(last.job), last.exchange);
};

/** A quick job may win against its cancel, so several are tried. */
const tries = 10;
const shortestWatchMs = 500;

async function cancelledQuickJob(context: CheckContext): Promise<string> {
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    const { id } = await context.startJob('quick');
    const exchange = await context.call('cancelJob', { jobId: id });
    if (exchange.status !== 409) return expectCancelAccepted(exchange, id).id;
  }
  return skip(`the quick job ended before its cancel, ${tries} times; give one that takes longer`);
}

function isSameEnd(one: SeenJob, other: SeenJob): boolean {
  return (
    one.status === other.status &&
    one.finished_at === other.finished_at &&
    isDeepStrictEqual(one.progress, other.progress)
  );
}

function describeEnd({ status, finished_at: finishedAt, progress }: SeenJob): string {
  return `${status}, finished at ${finishedAt}, ${progress?.completed} items completed and ${progress?.failed} failed`;
}
