import { firstPair } from '../../history/expect-of-all.ts';
import { begun } from '../../runner/begun.ts';
import type { CheckContext } from '../../runner/check-context.ts';
import { atOnce } from '../../steps/at-once.ts';
import { expectCancelAccepted } from '../../steps/expect-cancel-accepted.ts';
import { expectEndsCancelled } from '../../steps/expect-ends-cancelled.ts';
import { fail } from '../../steps/fail.ts';
import type { Reading } from '../../steps/poll-job.ts';
import { readJob } from '../../steps/read-job.ts';
import { startedJob } from '../../steps/started-job.ts';
import type { Check } from '../check.ts';

const order: readonly string[] = ['running', 'cancelling', 'cancelled'];
const jobs = 3;

/** Reads jobs all the time while they are cancelled. */
export const readsDuringCancel: Check = async (context) => {
  await atOnce(jobs, () => cancelWhileReading(context));
};

async function cancelWhileReading(context: CheckContext): Promise<void> {
  const { id } = await startedJob(context);
  let over = false;
  async function readAll(): Promise<Reading[]> {
    const readings: Reading[] = [];
    while (!over) readings.push(await readJob(context, id));
    return readings;
  }
  const reading = begun(readAll());
  let promisedAtMs: number;
  try {
    const cancel = await context.call('cancelJob', { jobId: id });
    expectCancelAccepted(cancel, id);
    promisedAtMs = cancel.endedAtMs;
    await expectEndsCancelled(context, id);
  } finally {
    over = true;
  }

  const readings = await reading;
  const pair = firstPair(readings, (earlier, later) => rank(later) < rank(earlier));
  if (pair !== null) {
    fail(`no way back from ${pair.earlier.job.status}`, pair.later.job.status, pair.later.exchange);
  }
  const late = readings.find(({ job, exchange }) => job.status === 'running' && exchange.beganAtMs > promisedAtMs);
  if (late !== undefined) {
    fail('cancelling or cancelled, since the cancel was answered before', late.job.status, late.exchange);
  }
}

function rank({ job }: Reading): number {
  return order.indexOf(job.status);
}
