import { JobNotFoundError } from '../domain/errors/job-not-found-error.ts';
import { JobNotTerminalError } from '../domain/errors/job-not-terminal-error.ts';
import type { JobStore } from '../domain/job-store.ts';

/**
 * Removes everything that is kept of a terminal job. It never cancels.
 *
 * @throws JobNotFoundError for an unknown id and for another organization's job alike.
 * @throws JobNotTerminalError while the job is open.
 */
export async function deleteJob(store: JobStore, organizationId: string, jobId: string): Promise<void> {
  if (await store.delete(organizationId, jobId)) return;
  const job = await store.find(organizationId, jobId);
  if (job === null) throw new JobNotFoundError(jobId);
  throw new JobNotTerminalError(job);
}
