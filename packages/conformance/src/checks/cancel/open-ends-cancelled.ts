import { cancelAccepted } from '../../steps/cancel-accepted.ts';
import { expectEndsCancelled } from '../../steps/expect-ends-cancelled.ts';
import type { Check } from '../check.ts';

/** Cancels a job in whatever open status it has just after it was created. */
export const openEndsCancelled: Check = async (context) => {
  const { id } = await context.startJob('slow');
  await cancelAccepted(context, id);
  await expectEndsCancelled(context, id);
};
