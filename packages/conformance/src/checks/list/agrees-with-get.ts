import { completedJob } from '../../steps/ended-job.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { readWhole } from '../../steps/read-page.ts';
import type { Check } from '../check.ts';

/** Compares both sights of an ended job. */
export const agreesWithGet: Check = async (context) => {
  const mark = context.newMark();
  const { job } = await completedJob(context, { name: 'Of the conformance kit', metadata: { kit: mark } });
  const data = await readWhole(context.call, 'listJobs', { query: { 'metadata[kit]': mark } });
  const exchange = context.lastExchange();
  expectEqual('the job as `getJob` shows it', data[0], job, exchange);
};
