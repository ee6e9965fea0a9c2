import { StoreUnavailableError } from '../domain/errors/store-unavailable-error.ts';
import type { Job } from '../domain/job.ts';
import type { JobStore } from '../domain/job-store.ts';
import type { Transition } from '../domain/transition.ts';

/** What became of jobs that were to be moved. */
export interface Moved {
  readonly jobs: readonly Job[];
  /** Those that cannot be written, with what keeps them from it. */
  readonly failed: ReadonlyMap<string, unknown>;
}

/**
 * Carries a transition out for those of some jobs of an organization that are where it starts from: in one transaction, or
 * one by one where a job that cannot be written keeps the others from being moved with it.
 *
 * @throws StoreUnavailableError where it is not for a reason of a job.
 */
export async function moveEach(
  store: JobStore,
  organizationId: string,
  jobIds: readonly string[],
  transition: Transition,
): Promise<Moved> {
  try {
    return { jobs: await store.transitionAll(organizationId, jobIds, transition), failed: new Map() };
  } catch (error) {
    if (error instanceof StoreUnavailableError) throw error;
  }
  const jobs: Job[] = [];
  const failed = new Map<string, unknown>();
  await Promise.all(
    jobIds.map(async (jobId) => {
      try {
        jobs.push(...(await store.transitionAll(organizationId, [jobId], transition)));
      } catch (error) {
        if (error instanceof StoreUnavailableError) throw error;
        failed.set(jobId, error);
      }
    }),
  );
  return { jobs, failed };
}
