import { cancelAccepted } from '../../steps/cancel-accepted.ts';
import { completedJob } from '../../steps/ended-job.ts';
import { expectEndsCancelled } from '../../steps/expect-ends-cancelled.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { readWhole } from '../../steps/read-page.ts';
import { startedJob } from '../../steps/started-job.ts';
import { untilFirstResult } from '../../steps/until-first-result.ts';
import type { Check } from '../check.ts';

/** Looks at the indexes of a running job and of every ended one. */
export const indexesWithoutGaps: Check = async (context) => {
  const { id } = await startedJob(context);
  await untilFirstResult(context, id, 3);
  await cancelAccepted(context, id);
  await expectEndsCancelled(context, id);
  const { job } = await completedJob(context);
  for (const jobId of [id, job.id]) {
    const results = await readWhole(context.call, 'listJobResults', { jobId });
    const wanted = results.map((_result, position) => position);
    expectEqual(
      'indexes from 0 without gaps',
      results.map(({ index }) => index),
      wanted,
      context.lastExchange(),
    );
  }
};
