import { untilTerminal } from '../../steps/ended-job.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { fail } from '../../steps/fail.ts';
import type { Check } from '../check.ts';

/** Waits for the deadline of a running job. */
export const runningExpires: Check = async (context) => {
  const { id } = await context.startJob('slow', { timeout_seconds: 2 });
  const { job, exchange } = await untilTerminal(context, id);
  expectEqual('the end of a job whose deadline passed', job.status, 'expired', exchange);
  expectEqual('`error` of an expired job', job.error, null, exchange);
  if (Date.parse(job.finished_at ?? '') < Date.parse(job.deadline_at ?? ''))
    fail(`no end before ${job.deadline_at}`, String(job.finished_at), exchange);
};
