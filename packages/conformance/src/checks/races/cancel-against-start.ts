import { setTimeout as pause } from 'node:timers/promises';
import type { CheckContext } from '../../runner/check-context.ts';
import { atOnce } from '../../steps/at-once.ts';
import { cancelAccepted } from '../../steps/cancel-accepted.ts';
import { expectEndsCancelled } from '../../steps/expect-ends-cancelled.ts';
import { timeIn } from '../../steps/time-in.ts';
import type { Check } from '../check.ts';

const jobs = 12;

/** A scheduled job starts a little after its time, and its cancel is aimed from before that to behind it. */
const startsInMs = 1_500;
const beforeMs = 150;
const behindMs = 60;

/** Cancels jobs while they are being claimed: just after they were created, and about the time that they are scheduled for. */
export const cancelAgainstStart: Check = async (context) => {
  await atOnce(jobs, async (index) => {
    const { id } = await context.startJob('slow');
    await cancelAfter(context, id, (40 * index * context.random.next()) / jobs);
  });
  if (!context.serves('scheduling')) return;
  await atOnce(jobs, async (index) => {
    const startsAtMs = performance.now() + startsInMs;
    const { id } = await context.startJob('slow', { scheduled_for: timeIn(startsInMs) });
    const aimMs = startsAtMs - beforeMs + ((beforeMs + behindMs) * (index + context.random.next())) / jobs;
    await cancelAfter(context, id, aimMs - performance.now());
  });
};

async function cancelAfter(context: CheckContext, jobId: string, delayMs: number): Promise<void> {
  await pause(Math.max(0, delayMs));
  await cancelAccepted(context, jobId);
  await expectEndsCancelled(context, jobId);
}
