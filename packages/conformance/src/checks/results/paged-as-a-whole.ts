import { completedJob } from '../../steps/ended-job.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { fail } from '../../steps/fail.ts';
import { readPages, readWhole } from '../../steps/read-page.ts';
import type { Check } from '../check.ts';

/** Reads the results of an ended job one by one. */
export const pagedAsAWhole: Check = async (context) => {
  const { job } = await completedJob(context);
  const whole = await readWhole(context.call, 'listJobResults', { jobId: job.id });
  const pages = await readPages(context.call, 'listJobResults', { jobId: job.id, query: { limit: '1' } });
  expectEqual(
    'the same results',
    pages.flatMap(({ data }) => data),
    whole,
    pages.at(-1)?.exchange ?? null,
  );
  const tooFull = pages.find(({ data }) => data.length > 1);
  if (tooFull !== undefined) fail('at most 1 result', String(tooFull.data.length), tooFull.exchange);
};
