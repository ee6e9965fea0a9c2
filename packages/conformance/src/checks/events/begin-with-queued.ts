import { completedJob } from '../../steps/ended-job.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { readPage } from '../../steps/read-page.ts';
import type { Check } from '../check.ts';

/** Looks at the first event. */
export const beginWithQueued: Check = async (context) => {
  const { job } = await completedJob(context);
  const { data, exchange } = await readPage(context.call, 'listJobEvents', { jobId: job.id });
  const { from, to, type } = data[0] ?? {};
  expectEqual('the first event', { from, to, type }, { from: null, to: 'queued', type: 'job.queued' }, exchange);
};
