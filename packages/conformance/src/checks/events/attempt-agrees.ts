import { completedJob } from '../../steps/ended-job.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { readWhole } from '../../steps/read-page.ts';
import type { Check } from '../check.ts';

/** Counts the starts. */
export const attemptAgrees: Check = async (context) => {
  const { job } = await completedJob(context);
  const events = await readWhole(context.call, 'listJobEvents', { jobId: job.id });
  const exchange = context.lastExchange();
  let attempt = 0;
  for (const event of events) {
    if (event.type === 'job.started') attempt += 1;
    expectEqual(`the attempt of ${event.type}`, event.attempt, attempt, exchange);
  }
  expectEqual('the attempt of the job as in its last event', attempt, job.attempt, exchange);
};
