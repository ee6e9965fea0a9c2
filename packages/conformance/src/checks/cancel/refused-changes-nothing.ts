import { completedJob } from '../../steps/ended-job.ts';
import { expectAlreadyTerminal } from '../../steps/expect-already-terminal.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { readJob } from '../../steps/read-job.ts';
import type { Check } from '../check.ts';

/** Compares a completed job before and after a cancel that came too late. */
export const refusedChangesNothing: Check = async (context) => {
  const { job } = await completedJob(context);
  expectAlreadyTerminal(await context.call('cancelJob', { jobId: job.id, body: { reason: 'too late' } }), job);
  const { job: after, exchange } = await readJob(context, job.id);
  expectEqual('the job as before the refused cancel', after, job, exchange);
};
