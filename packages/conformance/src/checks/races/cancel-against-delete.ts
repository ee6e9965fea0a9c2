import { atOnce } from '../../steps/at-once.ts';
import { expectCancelAccepted } from '../../steps/expect-cancel-accepted.ts';
import { expectEndsCancelled } from '../../steps/expect-ends-cancelled.ts';
import { expectProblem } from '../../steps/expect-problem.ts';
import { startedJob } from '../../steps/started-job.ts';
import type { Check } from '../check.ts';

/** Cancels and deletes running jobs at the same moment. */
export const cancelAgainstDelete: Check = async (context) => {
  await atOnce(6, async () => {
    const { id } = await startedJob(context);
    const [cancel, deletion] = await Promise.all([
      context.call('cancelJob', { jobId: id }),
      context.call('deleteJob', { jobId: id }),
    ]);
    if (deletion.status === 204) {
      expectProblem(await context.call('getJob', { jobId: id }), 'job_not_found', 'since it was deleted');
      if (cancel.status !== 404) expectCancelAccepted(cancel, id);
      return;
    }
    expectProblem(deletion, 'job_not_terminal', 'since the job was open');
    expectCancelAccepted(cancel, id);
    await expectEndsCancelled(context, id);
  });
};
