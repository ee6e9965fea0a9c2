import { type JobStatus, jobStatuses } from '@jobwire/contract/lifecycle';
import { JobAlreadyTerminalError } from '../domain/errors/job-already-terminal-error.ts';
import { JobNotFoundError } from '../domain/errors/job-not-found-error.ts';
import type { JobFilter, JobPlace, JobStore, ListPosition, Page } from '../domain/job-store.ts';
import { cancelAsked, cancelledInQueue, type Transition } from '../domain/transition.ts';
import { type CancelJobDependencies, cancelJob } from './cancel-job.ts';

export type CancelOutcome = 'cancelled' | 'cancelling' | 'already_terminal' | 'not_found';

export type CancelCounts = Record<CancelOutcome, number>;

/** So that no transaction and no read keeps other requests waiting for long, however many jobs match. */
const jobsPerTransaction = 250;
const jobsPerRead = 1000;

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

/**
 * Cancels every job that matches, however many, in transactions of bounded size. Jobs that are created while it runs
 * are left alone, so it always comes to an end.
 */
export async function cancelMatchingJobs(
  dependencies: CancelJobDependencies,
  organizationId: string,
  given: JobFilter,
  reason: string | null,
): Promise<CancelCounts> {
  const { store, running, clock, graceMs, retentionMs } = dependencies;
  const now = clock.now();
  const filter = { ...given, createdBefore: Math.min(given.createdBefore ?? Number.POSITIVE_INFINITY, now + 1) };
  const asked = (status: JobStatus) => filter.statuses === null || filter.statuses.includes(status);
  const counts = await countPlaces(dependencies, organizationId, filter);
  const move = async (transition: Transition, outcome: 'cancelled' | 'cancelling') => {
    if (!asked(transition.from)) return;
    const sets = pagesOf(store, organizationId, { ...filter, statuses: [transition.from] }, jobsPerTransaction);
    const mover = async () => {
      for await (const places of sets) {
        const jobIds = places.map(({ id }) => id);
        const moved = await store.transitionAll(organizationId, jobIds, transition);
        counts[outcome] += moved.length;
        if (outcome === 'cancelling') for (const job of moved) running.stop(job.id, 'cancelled');
      }
    };
    await Promise.all(Array.from({ length: store.largeWritesAtOnce() }, mover));
  };
  await move(cancelledInQueue({ now, reason, retentionMs }), 'cancelled');
  await move(cancelAsked({ now, reason, graceMs }), 'cancelling');
  // A running job that went back into the queue between the two.
  await move(cancelledInQueue({ now, reason, retentionMs }), 'cancelled');
  return counts;
}

/** Counts the matching jobs that cancel does not move, page by page, before any is moved. */
async function countPlaces(
  { store }: CancelJobDependencies,
  organizationId: string,
  filter: JobFilter,
): Promise<CancelCounts> {
  const counts: CancelCounts = { cancelled: 0, cancelling: 0, already_terminal: 0, not_found: 0 };
  const statuses = (filter.statuses ?? jobStatuses).filter((status) => status !== 'queued' && status !== 'running');
  for (const status of statuses) {
    for await (const places of pagesOf(store, organizationId, { ...filter, statuses: [status] }, jobsPerRead)) {
      counts[status === 'cancelled' || status === 'cancelling' ? status : 'already_terminal'] += places.length;
    }
  }
  return counts;
}

/** The places of all jobs that match, behind the last ones each time, so that none is looked at twice. */
async function* pagesOf(store: JobStore, organizationId: string, filter: JobFilter, limit: number) {
  let after: ListPosition | null = null;
  do {
    const { entries, next }: Page<JobPlace> = await store.places(organizationId, filter, { after, limit });
    yield entries;
    after = next;
    // Lets the requests that wait have their turn.
    await new Promise<void>((resolve) => setImmediate(resolve));
  } while (after !== null);
}
