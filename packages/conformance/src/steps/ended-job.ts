import { isTerminal, type JobStatus } from '@jobwire/contract';
import type { CheckContext, JobChanges } from '../runner/check-context.ts';
import { ConformanceSetupError } from '../runner/conformance-setup-error.ts';
import type { SeenJob } from '../runner/seen-job.ts';
import { cancelAccepted } from './cancel-accepted.ts';
import { expectEndsCancelled } from './expect-ends-cancelled.ts';
import { pollJob, type Reading } from './poll-job.ts';
import { needClass, skip } from './skip.ts';
import { startedJob } from './started-job.ts';

/** How long a job that ends by itself may take, on top of the time in which an earlier one frees its worker. */
const ownEndMs = 60_000;

/** How long the sweep of deadlines may take. The contract sets no bound, so this is generous. */
const expiryMs = 60_000;

/** Whether either member says so; that both agree is a requirement of its own. */
function hasEnded({ job }: Reading): boolean {
  return job.terminal === true || isTerminal(job.status);
}

/** Waits until a job is terminal. `onSight` is told every reading. */
export async function untilTerminal(
  context: CheckContext,
  jobId: string,
  onSight: (job: SeenJob) => void = () => {},
): Promise<Reading & { inTime: boolean }> {
  return pollJob(context, jobId, ownEndMs + context.cancelBoundMs, (reading) => {
    onSight(reading.job);
    return hasEnded(reading);
  });
}

/**
 * Creates a quick job and waits until it is completed.
 *
 * @throws ConformanceSetupError when it does not end, since then the check cannot begin
 */
export async function completedJob(context: CheckContext, changes?: JobChanges): Promise<Reading> {
  return ownEnd(context, 'quick', 'completed', changes);
}

/** Creates a failing job and waits until it has failed. @throws as `completedJob` */
export async function failedJob(context: CheckContext, changes?: JobChanges): Promise<Reading> {
  return ownEnd(context, 'failing', 'failed', changes);
}

async function ownEnd(
  context: CheckContext,
  kind: 'quick' | 'failing',
  status: JobStatus,
  changes?: JobChanges,
): Promise<Reading> {
  const { id } = await context.startJob(kind, changes);
  const reading = await untilTerminal(context, id);
  if (!reading.inTime) {
    throw new ConformanceSetupError(
      `The ${kind} job ${id} was to end as ${status}, and is ${reading.job.status}. Give \`jobs.${kind}\` that ends within a minute.`,
    );
  }
  if (reading.job.status !== status) {
    // That is the finding of one requirement, and not of all that need such a job.
    skip(`a ${kind} job ended as ${reading.job.status} and not as ${status}; see the requirements of its lifecycle`);
  }
  return reading;
}

/** Cancels a running job and waits until it is cancelled. */
export async function cancelledJob(context: CheckContext, reason?: string): Promise<Reading> {
  const { id } = await startedJob(context);
  await cancelAccepted(context, id, reason === undefined ? undefined : { reason });
  return expectEndsCancelled(context, id);
}

/** Creates a slow job with a deadline of a second, and waits until it is expired. Ends the check when it does not expire. */
export async function expiredJob(context: CheckContext): Promise<Reading> {
  needClass(context, 'scheduling');
  const { id } = await context.startJob('slow', { timeout_seconds: 1 });
  const reading = await pollJob(context, id, expiryMs, hasEnded);
  if (reading.job.status !== 'expired') {
    skip(`a job with a deadline is ${reading.job.status} and not expired; see scheduling/running-expires`);
  }
  return reading;
}

/** How each terminal status is brought about that can be brought about here. */
export function terminalJobs(context: CheckContext): readonly (readonly [JobStatus, () => Promise<Reading>])[] {
  return [
    ['completed', () => completedJob(context)],
    ...(context.jobs.failing === undefined ? [] : [['failed', () => failedJob(context)] as const]),
    ['cancelled', () => cancelledJob(context)],
    ...(context.serves('scheduling') ? [['expired', () => expiredJob(context)] as const] : []),
  ];
}
