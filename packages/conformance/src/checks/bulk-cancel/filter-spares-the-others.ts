import { expectEqual } from '../../steps/expect-equal.ts';
import { expectBulk } from '../../steps/expect-outcomes.ts';
import { readJob } from '../../steps/read-job.ts';
import type { Check } from '../check.ts';

/** Cancels by metadata, and looks at a job that has other metadata. */
export const filterSparesTheOthers: Check = async (context) => {
  const mark = context.newMark();
  await context.startJob('slow', { metadata: { kit: mark, colour: 'red' } });
  const spared = [
    await context.startJob('slow', { metadata: { kit: mark, colour: 'blue' } }),
    await context.startJob('slow', { metadata: { kit: `${mark}-other`, colour: 'red' } }),
    await context.startJob('slow'),
  ];
  const exchange = await context.call('cancelJobs', { body: { filter: { metadata: { kit: mark, colour: 'red' } } } });
  const { cancelled = 0, cancelling = 0 } = expectBulk(exchange).counts ?? {};
  expectEqual('the number of jobs that were cancelled', cancelled + cancelling, 1, exchange);
  for (const { id } of spared) {
    const { job, exchange: reading } = await readJob(context, id);
    expectEqual('no cancellation, since the filter does not match', job.cancellation, null, reading);
  }
};
