import { expectEndsCancelled } from '../../steps/expect-ends-cancelled.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { expectOutcomes } from '../../steps/expect-outcomes.ts';
import { readJob } from '../../steps/read-job.ts';
import { startedJob } from '../../steps/started-job.ts';
import type { Check } from '../check.ts';

/** Repeats a bulk cancel when its jobs have ended. */
export const repeatMovesNothing: Check = async (context) => {
  const { id } = await startedJob(context);
  const body = { job_ids: [id], reason: 'the first' };
  expectOutcomes(await context.call('cancelJobs', { body }));
  const { job: ended } = await expectEndsCancelled(context, id);
  const again = await context.call('cancelJobs', { body: { ...body, reason: 'the second' } });
  expectEqual('the outcome of the repetition', expectOutcomes(again), ['cancelled'], again);
  const { job, exchange } = await readJob(context, id);
  expectEqual('the job as before', job, ended, exchange);
};
