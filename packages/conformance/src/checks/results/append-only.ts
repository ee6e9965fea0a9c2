import { expectEqual } from '../../steps/expect-equal.ts';
import { readWhole } from '../../steps/read-page.ts';
import { startedJob } from '../../steps/started-job.ts';
import { untilFirstResult } from '../../steps/until-first-result.ts';
import type { Check } from '../check.ts';

/** Reads the results of a running job several times. */
export const appendOnly: Check = async (context) => {
  const { id } = await startedJob(context);
  let before = await readWhole(context.call, 'listJobResults', { jobId: id });
  for (let count = 1; count <= 4; count += 1) {
    await untilFirstResult(context, id, before.length + 1);
    const after = await readWhole(context.call, 'listJobResults', { jobId: id });
    expectEqual('the results that were read before', after.slice(0, before.length), before, context.lastExchange());
    before = after;
  }
};
