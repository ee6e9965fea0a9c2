import { setTimeout as pause } from 'node:timers/promises';
import { atOnce } from '../../steps/at-once.ts';
import { completedJob, untilTerminal } from '../../steps/ended-job.ts';
import { expectAlreadyTerminal } from '../../steps/expect-already-terminal.ts';
import { expectCancelAccepted } from '../../steps/expect-cancel-accepted.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import type { Check } from '../check.ts';

/** Learns how long a quick job takes, and aims cancels at the moment when it completes. */
export const cancelAgainstCompletion: Check = async (context) => {
  const lifetimesMs = await Promise.all(
    Array.from({ length: 3 }, async () => {
      const began = performance.now();
      await completedJob(context);
      return performance.now() - began;
    }),
  );
  const longestMs = Math.max(...lifetimesMs);
  const outcomes = { cancelled: 0, completed: 0 };
  for (let round = 0; round < rounds; round += 1) {
    await atOnce(jobsAtOnce, async (index) => {
      const { id } = await context.startJob('quick');
      await pause(context.random.next() * longestMs * 1.1);
      const exchange = await context.call('cancelJob', { jobId: id });
      const end = await untilTerminal(context, id);
      const wanted = exchange.status === 409 ? 'completed' : 'cancelled';
      if (exchange.status !== 409) expectCancelAccepted(exchange, id);
      else expectAlreadyTerminal(exchange, end.job);
      const where = `the end of job ${index + 1} of round ${round + 1}, whose cancel was answered ${exchange.status}`;
      expectEqual(where, end.job.status, wanted, end.exchange);
      outcomes[wanted] += 1;
    });
  }
};

const rounds = 4;
const jobsAtOnce = 6;
