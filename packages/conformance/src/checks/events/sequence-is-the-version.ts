import { firstPair } from '../../history/expect-of-all.ts';
import { terminalJobs } from '../../steps/ended-job.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { fail } from '../../steps/fail.ts';
import { readWhole } from '../../steps/read-page.ts';
import type { Check } from '../check.ts';

/** Compares the sequence of events with the versions of ended jobs. */
export const sequenceIsTheVersion: Check = async (context) => {
  for (const [, make] of terminalJobs(context)) {
    const { job } = await make();
    const events = await readWhole(context.call, 'listJobEvents', { jobId: job.id });
    const exchange = context.lastExchange();
    expectEqual('`sequence` of the first event', events[0]?.sequence, 1, exchange);
    const pair = firstPair(events, (earlier, later) => later.sequence <= earlier.sequence);
    if (pair !== null) fail(`a \`sequence\` above ${pair.earlier.sequence}`, String(pair.later.sequence), exchange);
    // After a cancel by force the version may rise once more without an event.
    if (job.cancellation?.forced !== true) {
      expectEqual(
        '`sequence` of the last event, which is the version of the ended job',
        events.at(-1)?.sequence,
        job.version,
        exchange,
      );
    }
  }
};
