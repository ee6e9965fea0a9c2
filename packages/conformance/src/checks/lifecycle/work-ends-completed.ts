import { untilTerminal } from '../../steps/ended-job.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import type { Check } from '../check.ts';

/** Follows a quick job to its end. */
export const workEndsCompleted: Check = async (context) => {
  const { id } = await context.startJob('quick');
  const { job, exchange } = await untilTerminal(context, id);
  expectEqual('the end of a quick job (or `jobs.quick` does not complete)', job.status, 'completed', exchange);
};
