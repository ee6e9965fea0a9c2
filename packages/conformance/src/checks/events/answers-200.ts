import { completedJob } from '../../steps/ended-job.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { readPage } from '../../steps/read-page.ts';
import type { Check } from '../check.ts';

/** Reads the events of a completed job. */
export const answers200: Check = async (context) => {
  const { job } = await completedJob(context);
  const { data, exchange } = await readPage(context.call, 'listJobEvents', { jobId: job.id });
  const sequences = data.map(({ sequence }) => sequence);
  expectEqual(
    'events ordered by `sequence`',
    sequences,
    [...sequences].sort((one, other) => one - other),
    exchange,
  );
};
