import { createdWith } from '../../steps/expect-created.ts';
import { fail } from '../../steps/fail.ts';
import type { Check } from '../check.ts';

/** Sends one body twice. */
export const equalRequestsCreateTwoJobs: Check = async (context) => {
  const first = await createdWith(context, { body: context.bodyOf('quick') });
  const second = await createdWith(context, { body: context.bodyOf('quick') });
  if (first.job.id === second.job.id) fail('a job of its own', `job ${first.job.id} again`, second.exchange);
};
