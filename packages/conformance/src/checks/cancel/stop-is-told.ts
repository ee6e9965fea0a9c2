import { cancelledJob } from '../../steps/ended-job.ts';
import { expectEqual, shortJson } from '../../steps/expect-equal.ts';
import { fail } from '../../steps/fail.ts';
import type { Check } from '../check.ts';

/** Looks at the cancellation of a job that honours its cancel. */
export const stopIsTold: Check = async (context) => {
  const { job, exchange } = await cancelledJob(context);
  const { forced, stopped_at: stoppedAt } = job.cancellation ?? {};
  expectEqual('`forced` of a job that honours its cancel', forced, false, exchange);
  if (!stoppedAt) fail('`stopped_at`, since a worker had the job and has stopped', shortJson(stoppedAt), exchange);
};
