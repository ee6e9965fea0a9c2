import { setTimeout as pause } from 'node:timers/promises';
import type { CheckContext } from '../../runner/check-context.ts';
import type { Exchange } from '../../runner/exchange.ts';
import { expectCancelAccepted } from '../../steps/expect-cancel-accepted.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { queuedJob } from '../../steps/queued-job.ts';
import { readJob } from '../../steps/read-job.ts';
import { skip } from '../../steps/skip.ts';
import { timeIn } from '../../steps/time-in.ts';
import type { Check } from '../check.ts';

/** How long after its creation the job would start, and how long it is watched beyond that. */
const startsInMs = 2_000;
const watchMs = 1_500;

/** Cancels a job that is scheduled for soon, and watches it beyond that time. */
export const queuedIsCancelledAtOnce: Check = async (context) => {
  const { id, exchange } = await cancelledInTime(context);
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

/** A request may come late, and the job has begun by then, so several are tried. */
const tries = 5;

/** Cancels a job that is scheduled for soon, before its time has come. */
async function cancelledInTime(context: CheckContext): Promise<{ id: string; exchange: Exchange }> {
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    const scheduledFor = timeIn(startsInMs);
    const { id } = await queuedJob(context, { scheduled_for: scheduledFor });
    const exchange = await context.call('cancelJob', { jobId: id });
    if (Date.now() < Date.parse(scheduledFor)) return { id, exchange };
  }
  return skip(`no cancel was answered within ${startsInMs / 1_000} s of the create, ${tries} times`);
}
