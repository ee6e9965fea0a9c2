import { expectEqual } from '../../steps/expect-equal.ts';
import { expectOutcomes } from '../../steps/expect-outcomes.ts';
import { readJob } from '../../steps/read-job.ts';
import { needForeign } from '../../steps/skip.ts';
import type { Check } from '../check.ts';

/** Cancels a job of the primary key with the foreign one. */
export const foreignIsNotFound: Check = async (context) => {
  const callForeign = needForeign(context);
  const { id } = await context.startJob('slow');
  const exchange = await callForeign('cancelJobs', { body: { job_ids: [id] } });
  expectEqual(
    'the outcome (or both keys belong to one organization)',
    expectOutcomes(exchange),
    ['not_found'],
    exchange,
  );
  const { job, exchange: reading } = await readJob(context, id);
  expectEqual('no cancellation, since the only cancel was foreign', job.cancellation, null, reading);
};
