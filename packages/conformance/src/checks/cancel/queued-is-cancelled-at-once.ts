import { expectCancelAccepted } from '../../steps/expect-cancel-accepted.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { queuedJob } from '../../steps/queued-job.ts';
import type { Check } from '../check.ts';

/** Cancels a job that is scheduled for later. */
export const queuedIsCancelledAtOnce: Check = async (context) => {
  const { id } = await queuedJob(context);
  const exchange = await context.call('cancelJob', { jobId: id });
  const { status, attempt, started_at, cancellation } = expectCancelAccepted(exchange, id);
  expectEqual('the status after the cancel of a queued job', status, 'cancelled', exchange);
  const { deadline_at, stopped_at, forced } = cancellation ?? {};
  expectEqual(
    'a job that never ran',
    { attempt, started_at, deadline_at, stopped_at, forced },
    { attempt: 0, started_at: null, deadline_at: null, stopped_at: null, forced: false },
    exchange,
  );
};
