import { expectJob } from '../../steps/expect-job.ts';
import { startedJob } from '../../steps/started-job.ts';
import { expectHeld } from '../../steps/waits.ts';
import type { Check } from '../check.ts';

/** Waits two seconds for a job that does not end. */
export const getHolds: Check = async (context) => {
  const { id } = await startedJob(context);
  const exchange = await context.call('getJob', { jobId: id, headers: { Prefer: 'wait=2' } });
  expectJob(exchange, id, 'the open job when the time is over');
  expectHeld(exchange, 2);
};
