import { queuedJob } from '../../steps/queued-job.ts';
import { expectAtOnce } from '../../steps/waits.ts';
import type { Check } from '../check.ts';

/** Waits no time for an open job. */
export const zeroAnswersAtOnce: Check = async (context) => {
  const { id } = await queuedJob(context);
  expectAtOnce(await context.call('getJob', { jobId: id, headers: { Prefer: 'wait=0' } }));
};
