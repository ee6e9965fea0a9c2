import { completedJob } from '../../steps/ended-job.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { readPages, readWhole } from '../../steps/read-page.ts';
import type { Check } from '../check.ts';

/** Reads the events of an ended job one by one. */
export const pagedAsAWhole: Check = async (context) => {
  const { job } = await completedJob(context);
  const whole = await readWhole(context.call, 'listJobEvents', { jobId: job.id });
  const pages = await readPages(context.call, 'listJobEvents', { jobId: job.id, query: { limit: '1' } });
  expectEqual(
    'the same events',
    pages.flatMap(({ data }) => data),
    whole,
    pages.at(-1)?.exchange ?? null,
  );
};
