import { expectCancelAccepted } from '../../steps/expect-cancel-accepted.ts';
import { fail } from '../../steps/fail.ts';
import { skip } from '../../steps/skip.ts';
import { startedJob } from '../../steps/started-job.ts';
import type { Check } from '../check.ts';

/** Compares the bound of a cancelling job with the grace of the server. */
export const deadlineIsTheGrace: Check = async (context) => {
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    const { id } = await startedJob(context);
    const exchange = await context.call('cancelJob', { jobId: id });
    const { status, cancellation } = expectCancelAccepted(exchange, id);
    if (status !== 'cancelling' || cancellation === null || cancellation === undefined) continue;
    const boundMs = Date.parse(cancellation.deadline_at ?? '') - Date.parse(cancellation.requested_at);
    // A second either way: servers round their times as they like.
    if (!(Math.abs(boundMs - context.graceMs) <= 1_000)) {
      fail(`\`deadline_at\` ${context.graceMs / 1_000} s after \`requested_at\``, `${boundMs / 1_000} s`, exchange);
    }
    return;
  }
  skip('every running job was cancelled at once, without being cancelling');
};
