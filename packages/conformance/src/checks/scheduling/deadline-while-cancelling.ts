import { cancelAccepted } from '../../steps/cancel-accepted.ts';
import { expectEndsCancelled } from '../../steps/expect-ends-cancelled.ts';
import { startedJob } from '../../steps/started-job.ts';
import type { Check } from '../check.ts';

/** Cancels a job that does not stop, and whose deadline passes meanwhile. */
export const deadlineWhileCancelling: Check = async (context) => {
  const { id } = await startedJob(context, { timeout_seconds: 5 }, 'stubborn');
  await cancelAccepted(context, id);
  await expectEndsCancelled(context, id);
};
