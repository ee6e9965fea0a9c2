import { completedJob } from '../../steps/ended-job.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { readPage } from '../../steps/read-page.ts';
import type { Check } from '../check.ts';

/** Reads the results of a completed job. */
export const answers200: Check = async (context) => {
  const { job } = await completedJob(context);
  const { data, exchange } = await readPage(context.call, 'listJobResults', { jobId: job.id });
  const indexes = data.map(({ index }) => index);
  expectEqual(
    'results ordered by `index`',
    indexes,
    [...indexes].sort((one, other) => one - other),
    exchange,
  );
};
