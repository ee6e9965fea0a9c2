import { setTimeout as pause } from 'node:timers/promises';
import { untilTerminal } from '../../steps/ended-job.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { readJob } from '../../steps/read-job.ts';
import { skip } from '../../steps/skip.ts';
import type { Check } from '../check.ts';

/** Watches a job that has ended until its deadline has passed. */
export const endsBeforeItsDeadline: Check = async (context) => {
  const { id } = await context.startJob('quick', { timeout_seconds: 10 });
  const reading = await untilTerminal(context, id);
  if (reading.job.status === 'expired') skip('the quick job took more than 10 s');
  await pause(Math.max(0, Date.parse(reading.job.deadline_at ?? '') - Date.now() + 500));
  const { job, exchange } = await readJob(context, id);
  expectEqual('the job as it ended', job, reading.job, exchange);
};
