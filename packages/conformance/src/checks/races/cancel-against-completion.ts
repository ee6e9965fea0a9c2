import { setTimeout as pause } from 'node:timers/promises';
import type { CheckContext } from '../../runner/check-context.ts';
import { atOnce } from '../../steps/at-once.ts';
import { completedJob, untilTerminal } from '../../steps/ended-job.ts';
import { expectAlreadyTerminal } from '../../steps/expect-already-terminal.ts';
import { expectCancelAccepted } from '../../steps/expect-cancel-accepted.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import type { Check } from '../check.ts';

const rounds = 6;
const jobsAtOnce = 6;

/** Learns how long a quick job lives, and aims cancels at the moment when it completes: a little before, and a little after. */
export const cancelAgainstCompletion: Check = async (context) => {
  const lifetimeMs = await typicalLifetimeMs(context);
  for (let round = 1; round <= rounds; round += 1) {
    await atOnce(jobsAtOnce, async (index) => {
      const { id } = await context.startJob('quick');
      await pause(lifetimeMs * (0.4 + 0.8 * context.random.next()));
      const exchange = await context.call('cancelJob', { jobId: id });
      const end = await untilTerminal(context, id);
      const tooLate = exchange.status === 409;
      const where = `the end of job ${index + 1} of round ${round}, whose cancel was answered ${exchange.status}`;
      expectEqual(where, end.job.status, tooLate ? 'completed' : 'cancelled', end.exchange);
      if (tooLate) expectAlreadyTerminal(exchange, end.job);
      else expectCancelAccepted(exchange, id);
    });
  }
};

/** By the clock of the server, since polls see the end of a job late. */
async function typicalLifetimeMs(context: CheckContext): Promise<number> {
  const lifetimesMs = await atOnce(3, async () => {
    const { job } = await completedJob(context);
    return Date.parse(job.finished_at ?? '') - Date.parse(job.created_at ?? '');
  });
  return Math.max(1, lifetimesMs.sort((one, other) => one - other)[1] ?? 1);
}
