import { shortJson } from '../../steps/expect-equal.ts';
import { fail } from '../../steps/fail.ts';
import { readPage } from '../../steps/read-page.ts';
import { startedJob } from '../../steps/started-job.ts';
import { untilFirstResult } from '../../steps/until-first-result.ts';
import type { Check } from '../check.ts';

/** Reads results before the job has ended. */
export const readableWhileRunning: Check = async (context) => {
  const { id } = await startedJob(context);
  await untilFirstResult(context, id);
  const page = await readPage(context.call, 'listJobResults', { jobId: id });
  if (page.data.length === 0) fail('the results that were counted', 'none', page.exchange);
  if (page.sealed !== false) fail('`sealed` false, since the job runs', shortJson(page.sealed), page.exchange);
};
