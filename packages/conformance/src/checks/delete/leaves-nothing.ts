import { completedJob } from '../../steps/ended-job.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { expectOutcomes } from '../../steps/expect-outcomes.ts';
import { expectProblem } from '../../steps/expect-problem.ts';
import { expectStatus } from '../../steps/expect-status.ts';
import { readWhole } from '../../steps/read-page.ts';
import { servedJobOperations } from '../../steps/served-operations.ts';
import type { Check } from '../check.ts';

/** Uses every operation on a deleted job. */
export const leavesNothing: Check = async (context) => {
  const mark = context.newMark();
  const { job } = await completedJob(context, { metadata: { kit: mark } });
  expectStatus(await context.call('deleteJob', { jobId: job.id }), 204, 'since the job has ended');
  for (const operationId of servedJobOperations(context)) {
    expectProblem(await context.call(operationId, { jobId: job.id }), 'job_not_found', 'since the job was deleted');
  }
  if (context.serves('list')) {
    const data = await readWhole(context.call, 'listJobs', { query: { 'metadata[kit]': mark } });
    const exchange = context.lastExchange();
    expectEqual('no job in the list', data, [], exchange);
  }
  if (context.serves('bulk-cancel')) {
    const exchange = await context.call('cancelJobs', { body: { job_ids: [job.id] } });
    expectEqual('the outcome of a deleted job', expectOutcomes(exchange), ['not_found'], exchange);
  }
};
