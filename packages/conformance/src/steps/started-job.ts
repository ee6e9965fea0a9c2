import type { CheckContext, JobChanges } from '../runner/check-context.ts';
import { ConformanceSetupError } from '../runner/conformance-setup-error.ts';
import type { JobKind } from '../runner/job-bodies.ts';
import type { SeenJob } from '../runner/seen-job.ts';
import { pollJob } from './poll-job.ts';
import { readJob } from './read-job.ts';
import { skip } from './skip.ts';

/** How long a free worker may take to claim a job, on top of the time in which an earlier one is freed. */
export const claimMs = 60_000;

/**
 * Creates a slow job and waits until it runs.
 *
 * @throws ConformanceSetupError when it does not come to that, since then the check cannot begin
 */
export async function startedJob(
  context: CheckContext,
  changes?: JobChanges,
  kind: Extract<JobKind, 'slow' | 'stubborn'> = 'slow',
): Promise<SeenJob> {
  const { id } = await context.startJob(kind, changes);
  const { job } = await pollJob(
    context,
    id,
    claimMs + context.cancelBoundMs,
    ({ job: { status, terminal } }) => status === 'running' || terminal === true,
  );
  if (job.terminal === true && job.attempt === 0) {
    skip(`a ${kind} job is ${job.status} without having run; see history/transitions-legal`);
  }
  if (job.status !== 'running') refuse(job, kind);
  return job;
}

/** @throws ConformanceSetupError when a slow job that had time enough to be claimed still waits for a worker */
export async function expectClaimed(context: CheckContext, jobId: string): Promise<void> {
  const { job } = await readJob(context, jobId);
  if (job.status === 'queued') refuse(job, 'slow');
}

function refuse({ id, status }: SeenJob, kind: JobKind): never {
  throw new ConformanceSetupError(
    `The ${kind} job ${id} was to run, and is ${status}. Give \`jobs.${kind}\` that works for a minute, and a server with a free worker.`,
  );
}
