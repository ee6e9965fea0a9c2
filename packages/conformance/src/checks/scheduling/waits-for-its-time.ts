import { untilTerminal } from '../../steps/ended-job.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { fail } from '../../steps/fail.ts';
import { readJob } from '../../steps/read-job.ts';
import { timeIn } from '../../steps/time-in.ts';
import type { Check } from '../check.ts';

/** Watches a job that is scheduled two seconds ahead, until its time has come. */
export const waitsForItsTime: Check = async (context) => {
  const scheduledFor = timeIn(2_000);
  const { id } = await context.startJob('quick', { scheduled_for: scheduledFor });
  const { job: waiting, exchange } = await readJob(context, id);
  // An answer that came later says nothing of the time before.
  if (Date.now() < Date.parse(scheduledFor)) {
    expectEqual('the status before its time', [waiting.status, waiting.attempt], ['queued', 0], exchange);
  }
  const { job, exchange: end } = await untilTerminal(context, id);
  if (Date.parse(job.started_at ?? '') < Date.parse(scheduledFor))
    fail(`no start before ${scheduledFor}`, String(job.started_at), end);
};
