import { expectEqual } from '../../steps/expect-equal.ts';
import { expectForeignAsUnknown } from '../../steps/expect-foreign-as-unknown.ts';
import { readJob } from '../../steps/read-job.ts';
import type { Check } from '../check.ts';

/** Cancels a job of the primary key with the foreign one, and looks whether the job knows of it. */
export const foreignAnswersAsUnknown: Check = async (context) => {
  const { id } = await context.startJob('slow');
  await expectForeignAsUnknown(context, 'cancelJob', id);
  const { job, exchange } = await readJob(context, id);
  expectEqual('no cancellation, since the only cancel was foreign', job.cancellation, null, exchange);
};
