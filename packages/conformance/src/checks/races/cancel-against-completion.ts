import { setTimeout as pause } from 'node:timers/promises';
import type { CheckContext } from '../../runner/check-context.ts';
import { atOnce } from '../../steps/at-once.ts';
import { completedJob, untilTerminal } from '../../steps/ended-job.ts';
import { expectAlreadyTerminal } from '../../steps/expect-already-terminal.ts';
import { expectCancelAccepted } from '../../steps/expect-cancel-accepted.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import type { Check } from '../check.ts';

/** So many hunters go on at the same time, each with one job after the other. */
const hunters = 6;
const jobsOfEach = 10;

/** How much of a job's life a hunter aims later after it was early, and earlier after it was late. */
const correction = 0.12;

/** Cancels quick jobs at the moment when they complete, which each hunter approaches from what came of its last cancel. */
export const cancelAgainstCompletion: Check = async (context) => {
  const lifetimeMs = await typicalLifetimeMs(context);
  await atOnce(hunters, async (hunter) => {
    let aim = 0.5 + hunter / hunters;
    for (let count = 1; count <= jobsOfEach; count += 1) {
      const tooLate = await cancelAt(context, lifetimeMs * aim, `job ${count} of ${jobsOfEach}`);
      const step = correction * (0.5 + context.random.next());
      aim = Math.max(0, tooLate ? aim - step : aim + step);
    }
  });
};

/** Gives whether the cancel came too late. */
async function cancelAt(context: CheckContext, delayMs: number, which: string): Promise<boolean> {
  const { id } = await context.startJob('quick');
  await pause(delayMs);
  const exchange = await context.call('cancelJob', { jobId: id });
  const end = await untilTerminal(context, id);
  const tooLate = exchange.status === 409;
  const where = `the end of ${which}, whose cancel was answered ${exchange.status}`;
  expectEqual(where, end.job.status, tooLate ? 'completed' : 'cancelled', end.exchange);
  if (tooLate) expectAlreadyTerminal(exchange, end.job);
  else expectCancelAccepted(exchange, id);
  return tooLate;
}

/** By the clock of the server, since polls see the end of a job late. */
async function typicalLifetimeMs(context: CheckContext): Promise<number> {
  const lifetimesMs = await atOnce(3, async () => {
    const { job } = await completedJob(context);
    return Date.parse(job.finished_at ?? '') - Date.parse(job.created_at ?? '');
  });
  return Math.max(5, lifetimesMs.sort((one, other) => one - other)[1] ?? 0);
}
