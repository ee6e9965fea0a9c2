import { setTimeout as pause } from 'node:timers/promises';
import { expectCancelAccepted } from '../../steps/expect-cancel-accepted.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { queuedJob } from '../../steps/queued-job.ts';
import { readJob } from '../../steps/read-job.ts';
import { timeIn } from '../../steps/time-in.ts';
import type { Check } from '../check.ts';

/** How long after its creation the job would start, and how long it is watched beyond that. */
const startsInMs = 2_000;
const watchMs = 1_500;

/** Cancels a job that is scheduled for soon, and watches it beyond that time. */
export const queuedIsCancelledAtOnce: Check = async (context) => {
  const { id } = await queuedJob(context, { scheduled_for: timeIn(startsInMs) });
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
  await pause(startsInMs + watchMs);
  const { job, exchange: later } = await readJob(context, id);
  expectEqual('the job after its time', [job.status, job.attempt, job.started_at], ['cancelled', 0, null], later);
};
