import type { CheckContext } from '../runner/check-context.ts';
import { ConformanceSetupError } from '../runner/conformance-setup-error.ts';
import type { SeenJob } from '../runner/seen-job.ts';
import { pollJob } from './poll-job.ts';

/** How long a free worker may take to claim a job, on top of the time in which an earlier one is freed. */
const claimMs = 30_000;

/**
 * Creates a slow job and waits until it runs.
 *
 * @throws ConformanceSetupError when it does not come to that, since then the check cannot begin
 */
export async function startedJob(context: CheckContext): Promise<SeenJob> {
  const { id } = await context.startJob('slow');
  const { job } = await pollJob(
    context,
    id,
    claimMs + context.cancelBoundMs,
    ({ job: { status, terminal } }) => status === 'running' || terminal === true,
  );
  if (job.status !== 'running') {
    throw new ConformanceSetupError(
      `The slow job ${id} was to run, and is ${job.status}. Give \`jobs.slow\` that works for a minute, and a server with a free worker.`,
    );
  }
  return job;
}
