import { atOnce } from '../../steps/at-once.ts';
import { fail } from '../../steps/fail.ts';
import { readJob } from '../../steps/read-job.ts';
import type { Check } from '../check.ts';

/** Creates twenty jobs at once, and reads each. */
export const parallelJobsAreDistinct: Check = async (context) => {
  const created = await atOnce(parallelCreates, () => context.startJob('quick'));
  const ids = new Set(created.map(({ id }) => id));
  if (ids.size !== parallelCreates)
    fail(`${parallelCreates} jobs`, `${ids.size} ids for ${parallelCreates} creates`, null);
  await Promise.all([...ids].map((id) => readJob(context, id)));
};

const parallelCreates = 20;
