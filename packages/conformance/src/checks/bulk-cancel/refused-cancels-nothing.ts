import { expectEqual } from '../../steps/expect-equal.ts';
import { expectProblem } from '../../steps/expect-problem.ts';
import { readJob } from '../../steps/read-job.ts';
import type { Check } from '../check.ts';

/** Sends a job that exists among ids that cannot be. */
export const refusedCancelsNothing: Check = async (context) => {
  const { id } = await context.startJob('slow');
  expectProblem(
    await context.call('cancelJobs', { body: { job_ids: [id, 'no id'] } }),
    'validation_error',
    'since an id is malformed',
  );
  expectProblem(
    await context.call('cancelJobs', { body: { job_ids: [id], reason: 7 } }),
    'validation_error',
    'since the reason is no text',
  );
  const { job, exchange } = await readJob(context, id);
  expectEqual('no cancellation, since the bulk cancels were refused', job.cancellation, null, exchange);
};
