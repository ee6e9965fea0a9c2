import fc from 'fast-check';
import { expect } from 'vitest';
import { expectTaken, workerSteps } from '../worker-steps.ts';

/** A handler comes to a checkpoint, and lets pass what that throws. */
export const workerLooks = workerSteps('checkpoint', fc.constant(null), async (_, { attempt, puppet, model, say }) => {
  const isToStop = model.isToStop(attempt);
  say(`comes to a checkpoint${isToStop ? ', and stops' : ''}`);
  // In the same process the signal does not wait for a checkpoint.
  expect(puppet.run.signal.aborted).toBe(isToStop);

  await expectTaken(puppet.run.checkpoint(), !isToStop);

  if (!isToStop) return;
  puppet.fail(puppet.run.signal.reason);
  model.finish(attempt, null, model.now);
  model.claimDue();
});
