import { cancelledJob, completedJob } from '../../steps/ended-job.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { expectOutcomes } from '../../steps/expect-outcomes.ts';
import { fail } from '../../steps/fail.ts';
import { startedJob } from '../../steps/started-job.ts';
import { unknownJobId } from '../../steps/unknown-job-id.ts';
import type { Check } from '../check.ts';

/** Cancels one job of each kind in one call. */
export const outcomesPerStatus: Check = async (context) => {
  const { job: completed } = await completedJob(context);
  const { job: cancelled } = await cancelledJob(context);
  const running = await startedJob(context);
  const unknown = unknownJobId(context.random);
  const jobIds = [completed.id, cancelled.id, unknown, running.id];
  const exchange = await context.call('cancelJobs', { body: { job_ids: jobIds } });
  const [ofCompleted, ofCancelled, ofUnknown, ofRunning] = expectOutcomes(exchange);
  expectEqual(
    'outcomes of a completed, a cancelled and an unknown job',
    [ofCompleted, ofCancelled, ofUnknown],
    ['already_terminal', 'cancelled', 'not_found'],
    exchange,
  );
  if (ofRunning !== 'cancelling' && ofRunning !== 'cancelled')
    fail('a running job is cancelling or cancelled', String(ofRunning), exchange);
};
