import { expectEqual } from '../../steps/expect-equal.ts';
import { expectBulk } from '../../steps/expect-outcomes.ts';
import { readJob } from '../../steps/read-job.ts';
import { needForeign } from '../../steps/skip.ts';
import type { Check } from '../check.ts';

/** Cancels with the foreign key what only the primary one has created. */
export const filterReachesOwnJobsOnly: Check = async (context) => {
  const callForeign = needForeign(context);
  const metadata = { kit: context.newMark() };
  const { id } = await context.startJob('slow', { metadata });
  const exchange = await callForeign('cancelJobs', { body: { filter: { metadata } } });
  expectEqual(
    'no job (or both keys belong to one organization)',
    expectBulk(exchange).counts,
    { cancelled: 0, cancelling: 0, already_terminal: 0, not_found: 0 },
    exchange,
  );
  const { job, exchange: reading } = await readJob(context, id);
  expectEqual('no cancellation, since the only cancel was foreign', job.cancellation, null, reading);
};
