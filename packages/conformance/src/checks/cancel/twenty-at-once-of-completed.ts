import { atOnce } from '../../steps/at-once.ts';
import { completedJob } from '../../steps/ended-job.ts';
import { expectAlreadyTerminal } from '../../steps/expect-already-terminal.ts';
import type { Check } from '../check.ts';

/** Cancels a completed job twenty times at once. */
export const twentyAtOnceOfCompleted: Check = async (context) => {
  const { job } = await completedJob(context);
  for (const exchange of await atOnce(20, () => context.call('cancelJob', { jobId: job.id }))) {
    expectAlreadyTerminal(exchange, job);
  }
};
