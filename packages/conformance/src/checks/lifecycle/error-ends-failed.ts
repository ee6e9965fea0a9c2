import { untilTerminal } from '../../steps/ended-job.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import type { Check } from '../check.ts';

/** Follows a failing job to its end. */
export const errorEndsFailed: Check = async (context) => {
  const { id } = await context.startJob('failing');
  const { job, exchange } = await untilTerminal(context, id);
  expectEqual('the end of a failing job (or `jobs.failing` does not fail)', job.status, 'failed', exchange);
};
