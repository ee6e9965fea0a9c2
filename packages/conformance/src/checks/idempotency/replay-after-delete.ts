import { untilTerminal } from '../../steps/ended-job.ts';
import { createdWith } from '../../steps/expect-created.ts';
import { expectProblem } from '../../steps/expect-problem.ts';
import { expectStatus } from '../../steps/expect-status.ts';
import { expectReplay, keyed } from '../../steps/keyed.ts';
import { needClass } from '../../steps/skip.ts';
import type { Check } from '../check.ts';

/** Repeats a create when its job was deleted. */
export const replayAfterDelete: Check = async (context) => {
  needClass(context, 'idempotency');
  const parts = keyed(context);
  const { job, exchange: first } = await createdWith(context, parts);
  await untilTerminal(context, job.id);
  expectStatus(await context.call('deleteJob', { jobId: job.id }), 204, 'since the job has ended');
  const { exchange: second } = await createdWith(context, parts);
  expectReplay(second, first);
  expectProblem(await context.call('getJob', { jobId: job.id }), 'job_not_found', 'since a replay brings nothing back');
};
