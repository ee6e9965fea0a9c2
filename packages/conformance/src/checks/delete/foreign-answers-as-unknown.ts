import { completedJob } from '../../steps/ended-job.ts';
import { expectForeignAsUnknown } from '../../steps/expect-foreign-as-unknown.ts';
import { readJob } from '../../steps/read-job.ts';
import type { Check } from '../check.ts';

/** Deletes an ended job of the primary key with the foreign one. */
export const foreignAnswersAsUnknown: Check = async (context) => {
  const { job } = await completedJob(context);
  await expectForeignAsUnknown(context, 'deleteJob', job.id);
  await readJob(context, job.id);
};
