import { isTerminal, type JobStatus, jobStatuses } from '@jobwire/contract/lifecycle';
import type { JobFilter, JobStore, ListPosition, Page } from '../domain/job-store.ts';
import { cancelAsked, cancelledInQueue, type Transition } from '../domain/transition.ts';
import type { CancelJobDependencies } from './cancel-job.ts';
import { type CancelOutcome, cancelJobsById } from './cancel-jobs.ts';
import { moveEach } from './move-each.ts';

export type CancelCounts = Record<CancelOutcome, number>;

/** So that no read keeps other requests waiting for long, however many jobs match. */
const jobsPerRead = 1000;

/** How many jobs are cancelled one by one at the same time. */
const jobsAtOnce = 50;

/**
 * Cancels every job that matches, however many, in transactions of bounded size. Jobs that are created while it runs
 * are left alone, so it always comes to an end.
 *
 * @throws what keeps a job from being written, when all others are cancelled.
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
  const counts = await countEnded(store, organizationId, filter, jobStatuses.filter(isTerminal).filter(asked));
  const { jobsEach, atOnce } = store.largeWrites();

  const failures: unknown[] = [];
  /** Gives back those that are not moved, since they are elsewhere by now. */
  const move = async (jobIds: readonly string[], transition: Transition): Promise<readonly string[]> => {
    if (!asked(transition.from)) return jobIds;
    const { jobs: moved, failed } = await moveEach(store, organizationId, jobIds, transition);
    counts[transition.to === 'cancelling' ? 'cancelling' : 'cancelled'] += moved.length;
    if (transition.to === 'cancelling') for (const { id } of moved) running.stop(id, 'cancelled');
    failures.push(...failed.values());
    const movedIds = new Set(moved.map(({ id }) => id));
    return jobIds.filter((id) => !movedIds.has(id) && !failed.has(id));
  };
  /** Whoever asked is not told that all are cancelled when one cannot be. */
  const whole = (): CancelCounts => {
    if (failures.length > 0) throw failures[0];
    return counts;
  };
  const fromQueue = cancelledInQueue({ now, reason, retentionMs });
  const atWork = cancelAsked({ now, reason, graceMs });

  const open = jobStatuses.filter((status) => !isTerminal(status)).filter(asked);
  if (open.length === 0) return counts;
  // The queue first, so that no job is begun in the place of one that is stopped.
  const begun: string[] = [];
  const pages = pagesOf(store, organizationId, { ...filter, statuses: open }, jobsEach);
  await inParallel(atOnce, pages, async (jobIds) => {
    begun.push(...(await move(jobIds, fromQueue)));
  });
  const elsewhere: string[] = [];
  await inParallel(atOnce, setsOf(begun, jobsEach), async (jobIds) => {
    elsewhere.push(...(await move(await move(jobIds, atWork), fromQueue)));
  });
  const moving: string[] = [];
  for (const jobIds of setsOf(elsewhere, jobsPerRead)) {
    for (const { id, status } of await store.jobs(jobIds)) {
      if (status === 'cancelling' && asked(status)) counts.cancelling += 1;
      else moving.push(id);
    }
  }
  if (!asked('queued') || !asked('running')) return whole();
  // Those that ended meanwhile, or went on from one to the other between the two.
  for (const jobIds of setsOf(moving, jobsAtOnce)) {
    const judged = await cancelJobsById(dependencies, organizationId, jobIds, reason);
    for (const { outcome } of judged) if (outcome !== 'not_found') counts[outcome] += 1;
  }
  return whole();
}

/** Counts, page by page, the matching jobs that no cancel moves any more. */
async function countEnded(
  store: JobStore,
  organizationId: string,
  filter: JobFilter,
  statuses: readonly JobStatus[],
): Promise<CancelCounts> {
  const counts: CancelCounts = { cancelled: 0, cancelling: 0, already_terminal: 0, not_found: 0 };
  for (const status of statuses) {
    for await (const jobIds of pagesOf(store, organizationId, { ...filter, statuses: [status] }, jobsPerRead)) {
      counts[status === 'cancelled' ? 'cancelled' : 'already_terminal'] += jobIds.length;
    }
  }
  return counts;
}

/** The ids of all jobs that match, behind the last ones each time, so that none is looked at twice. */
async function* pagesOf(store: JobStore, organizationId: string, filter: JobFilter, limit: number) {
  let after: ListPosition | null = null;
  do {
    const { entries, next }: Page<ListPosition> = await store.places(organizationId, filter, { after, limit });
    yield entries.map(({ id }) => id);
    after = next;
    // Lets the requests that wait have their turn.
    await new Promise<void>((resolve) => setImmediate(resolve));
  } while (after !== null);
}

function* setsOf<Value>(values: readonly Value[], size: number) {
  for (let first = 0; first < values.length; first += size) yield values.slice(first, first + size);
}

/** Works on each of the sets, `atOnce` of them at the same time; one is made when there is somebody for it. */
async function inParallel<Value>(
  atOnce: number,
  sets: AsyncGenerator<Value> | Generator<Value>,
  work: (set: Value) => Promise<void>,
): Promise<void> {
  const worker = async () => {
    for await (const set of sets) await work(set);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
