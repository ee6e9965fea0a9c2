import { expiredJob } from '../../steps/ended-job.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { expectSealed } from '../../steps/expect-sealed.ts';
import { readWhole } from '../../steps/read-page.ts';
import type { Check } from '../check.ts';

/** Watches an expired job whose worker may still work. */
export const expiredIsSealed: Check = async (context) => {
  const reading = await expiredJob(context);
  const results = context.serves('results')
    ? await readWhole(context.call, 'listJobResults', { jobId: reading.job.id })
    : [];
  await expectSealed(context, reading);
  if (context.serves('results')) {
    const after = await readWhole(context.call, 'listJobResults', { jobId: reading.job.id });
    expectEqual('the results as when the job expired', after, results, context.lastExchange());
  }
};
