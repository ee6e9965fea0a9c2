import { JobAlreadyTerminalError } from '../domain/errors/job-already-terminal-error.ts';
import { JobNotFoundError } from '../domain/errors/job-not-found-error.ts';
import { type CancelJobDependencies, cancelJob } from './cancel-job.ts';

export type CancelOutcome = 'cancelled' | 'cancelling' | 'already_terminal' | 'not_found';

/** Cancels each of some jobs and says what became of it, in their order. */
export async function cancelJobsById(
  dependencies: CancelJobDependencies,
  organizationId: string,
  jobIds: readonly string[],
  reason: string | null,
): Promise<{ jobId: string; outcome: CancelOutcome }[]> {
  return Promise.all(
    jobIds.map(async (jobId) => ({ jobId, outcome: await outcomeOf(dependencies, organizationId, jobId, reason) })),
  );
}

async function outcomeOf(
  dependencies: CancelJobDependencies,
  organizationId: string,
  jobId: string,
  reason: string | null,
): Promise<CancelOutcome> {
  try {
    const { status } = await cancelJob(dependencies, organizationId, jobId, reason);
    return status === 'cancelling' ? 'cancelling' : 'cancelled';
  } catch (error) {
    if (error instanceof JobNotFoundError) return 'not_found';
    if (error instanceof JobAlreadyTerminalError) return 'already_terminal';
    throw error;
  }
}
