import { terminalJobs } from '../../steps/ended-job.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { readPage } from '../../steps/read-page.ts';
import { startedJob } from '../../steps/started-job.ts';
import type { Check } from '../check.ts';

/** Reads the results of jobs in every status that can be brought about. */
export const sealedExactlyWhenTerminal: Check = async (context) => {
  const running = await startedJob(context);
  const open = await readPage(context.call, 'listJobResults', { jobId: running.id });
  expectEqual('`sealed` of a running job', open.sealed, false, open.exchange);
  for (const [status, make] of terminalJobs(context)) {
    const { job } = await make();
    const page = await readPage(context.call, 'listJobResults', { jobId: job.id });
    expectEqual(`\`sealed\` of a job that is ${status}`, page.sealed, true, page.exchange);
  }
};
