import { firstPair } from '../../history/expect-of-all.ts';
import { begun } from '../../runner/begun.ts';
import { cancelAccepted } from '../../steps/cancel-accepted.ts';
import { expectEndsCancelled } from '../../steps/expect-ends-cancelled.ts';
import { fail } from '../../steps/fail.ts';
import { readJob } from '../../steps/read-job.ts';
import { startedJob } from '../../steps/started-job.ts';
import type { Check } from '../check.ts';

/** Reads a job all the time while it is cancelled. */
export const readsDuringCancel: Check = async (context) => {
  const { id } = await startedJob(context);
  let over = false;
  const reader = begun(
    (async () => {
      const statuses: string[] = [];
      while (!over) statuses.push((await readJob(context, id)).job.status);
      return statuses;
    })(),
  );
  try {
    await cancelAccepted(context, id);
    await expectEndsCancelled(context, id);
  } finally {
    over = true;
  }
  const order = ['running', 'cancelling', 'cancelled'];
  const pair = firstPair(await reader, (earlier, later) => order.indexOf(later) < order.indexOf(earlier));
  if (pair !== null) fail(`no way back from ${pair.earlier}`, pair.later, null);
};
