import { cancelAccepted } from '../../steps/cancel-accepted.ts';
import { expectEndsCancelled } from '../../steps/expect-ends-cancelled.ts';
import { startedJob } from '../../steps/started-job.ts';
import type { Check } from '../check.ts';

/** Cancels a job that was seen running. */
export const runningEndsCancelled: Check = async (context) => {
  const { id } = await startedJob(context);
  await cancelAccepted(context, id);
  await expectEndsCancelled(context, id);
};
