import type { JobStatus } from '@jobwire/contract/lifecycle';
import type { CreateOutcome, IdempotentCreate } from './idempotency.ts';
import type { Job, NewJob } from './job.ts';
import type { JobEvent } from './job-event.ts';
import type { JobResult, NewJobResult } from './job-result.ts';
import type { OrganizationQuotas, OrganizationUsage } from './organization-usage.ts';
import type { Transition } from './transition.ts';

/** Where a list goes on: the position of the last job that was shown. */
export interface ListPosition {
  readonly createdAt: number;
  readonly id: string;
}

export interface JobFilter {
  /** Any of these; null for every status. */
  readonly statuses: readonly JobStatus[] | null;
  readonly type: string | null;
  /** Pairs that a job must all carry. */
  readonly metadata: readonly (readonly [key: string, value: string])[];
  /** Both exclusive. */
  readonly createdAfter: number | null;
  readonly createdBefore: number | null;
}

export interface JobQuery {
  readonly organizationId: string;
  readonly filter: JobFilter;
  readonly order: 'asc' | 'desc';
  readonly after: ListPosition | null;
  readonly limit: number;
}

/**
 * A page of a list. It may hold less than was asked for, or nothing, where more would have taken too long to find: only
 * `next` tells whether the list goes on, and where.
 */
export interface Page<Entry> {
  readonly entries: readonly Entry[];
  readonly next: ListPosition | null;
}

/** What a worker may still do, read in one go at a checkpoint. */
export interface AttemptState {
  readonly status: JobStatus;
  readonly attempt: number;
  readonly cancelDeadlineAt: number | null;
}

/** What says how a job is to be ended that some bound has overtaken: nothing that could be unreadable in one of them. */
export type OverdueJob = Pick<
  Job,
  | 'id'
  | 'status'
  | 'attempt'
  | 'attemptsSpent'
  | 'maxAttempts'
  | 'leaseOwner'
  | 'leaseExpiresAt'
  | 'cancelDeadlineAt'
  | 'deadlineAt'
>;

/** How much open work there is. */
export interface Backlog {
  /** Open jobs by status, each counted no further than asked for. */
  readonly open: Readonly<Record<'queued' | 'running' | 'cancelling', number>>;
  /** Since when the job that has been due for longest is due; null when none is. */
  readonly oldestDueAt: number | null;
}

/** A member that a handler reports about itself; a member left out stays as it is. */
export interface ProgressReport {
  readonly total?: number | null;
  readonly phase?: string | null;
  readonly estimatedSecondsRemaining?: number | null;
}

/** How a store carries out what concerns more jobs than one transaction should hold. */
export interface LargeWrites {
  readonly jobsEach: number;
  /** How many come to their end soonest when they are under way at the same time: 1 where they take turns. */
  readonly atOnce: number;
}

/**
 * The one port to the database: the job row is the truth, and every write of a status is a compare-and-set on it.
 *
 * A promise resolves when what it says is durable. Methods that take an organization never see another's jobs; the
 * others are for the engine. Writes that name an attempt are refused, by returning null, when a newer attempt or
 * another status stands on the row.
 */
export interface JobStore {
  /**
   * Stores the job, its input and its first event together.
   *
   * @throws QuotaReachedError when the organization has as much as it may; nothing is stored then.
   */
  create(job: NewJob, quotas?: OrganizationQuotas): Promise<Job>;
  /**
   * The same once per idempotency key: of several at the same time exactly one creates. A repetition is answered
   * whatever the quotas say.
   *
   * @throws QuotaReachedError as `create`; the key is free then.
   */
  createOnce(job: NewJob, idempotency: IdempotentCreate, quotas?: OrganizationQuotas): Promise<CreateOutcome>;
  find(organizationId: string, jobId: string): Promise<Job | null>;
  /** In order of creation, at most `limit` jobs after `after`. */
  list(query: JobQuery): Promise<Page<Job>>;
  /** In order of arrival, at most `limit` results with an index from `from` on. */
  results(jobId: string, from: number, limit: number): Promise<JobResult[]>;
  /** How many bytes each of those results is, without reading them. */
  resultSizes(jobId: string, from: number, limit: number): Promise<number[]>;
  events(jobId: string, afterSequence: number, limit: number): Promise<JobEvent[]>;

  /** Carries a transition out, with its event, or returns null because its guard refused. */
  transition(jobId: string, transition: Transition): Promise<Job | null>;

  /**
   * Carries a transition out for those of several jobs of an organization that are where it starts from, in one
   * transaction. Returns those that it moved, in the given order.
   */
  transitionAll(organizationId: string, jobIds: readonly string[], transition: Transition): Promise<Job[]>;
  /** How many jobs are best moved in which transactions, so that it ends soon and nobody else waits for long. */
  largeWrites(): LargeWrites;
  /** Where the matching jobs are, in order of creation, at most `limit` after `after`. */
  places(
    organizationId: string,
    filter: JobFilter,
    page: { readonly after: ListPosition | null; readonly limit: number },
  ): Promise<Page<ListPosition>>;
  /**
   * Removes everything about a terminal job. What is large of it may still take up room until {@link removeContents} has
   * removed it, which no caller can see. False when there is no such job, or it is open.
   */
  delete(organizationId: string, jobId: string): Promise<boolean>;
  /** Removes at most `limit` terminal jobs that expired, and idempotency keys that did. Returns how many jobs. */
  purge(now: number, limit: number, except?: readonly string[]): Promise<number>;
  /**
   * Removes some of what is left of large jobs that were deleted or purged, so little at a time that nobody else waits for
   * long. Tells whether more may be left.
   */
  removeContents(): Promise<boolean>;
  /** The jobs that such a purge removes. */
  expired(now: number, limit: number, except?: readonly string[]): Promise<Pick<Job, 'id' | 'organizationId'>[]>;

  /** The caller's input as JSON text. */
  input(jobId: string): Promise<string | null>;
  /** The item ids that earlier attempts emitted. */
  emittedItemIds(jobId: string): Promise<string[]>;
  attemptState(jobId: string): Promise<AttemptState | null>;
  /**
   * Appends results and counts them, while the job is running or stopping in this attempt. An item id that the job
   * already has changes nothing. Returns the job, or null because the attempt may not write any more.
   */
  appendResults(jobId: string, attempt: number, results: readonly NewJobResult[]): Promise<Job | null>;
  reportProgress(jobId: string, attempt: number, report: ProgressReport): Promise<Job | null>;
  /** Extends the lease of this attempt. Returns what the worker may still do, or null because it was fenced. */
  renewLease(jobId: string, attempt: number, leaseExpiresAt: number): Promise<AttemptState | null>;
  /** Lets every lease end at `now`. For a store that only one process can have: no worker of an earlier one is left. */
  releaseLeases(now: number): Promise<void>;
  /** Notes that the worker of a job that was ended at its grace bound has stopped after all. */
  recordStopped(jobId: string, attempt: number, at: number): Promise<Job | null>;

  /**
   * Lets queued jobs whose time has come become due, at most `limit` of them, and returns how many. One that cannot be
   * written keeps no other one from it.
   *
   * @throws when there is such a one, once the others are due.
   */
  markReady(now: number, limit: number): Promise<number>;
  /** Organizations that have jobs which may start, in the order of their names, at most `limit` after `after`. */
  dueOrganizations(after: string, limit: number): Promise<string[]>;
  /** Queued jobs of one organization that may start at `now`, in the order in which they should. None past its deadline. */
  due(organizationId: string, now: number, limit: number): Promise<string[]>;
  /**
   * Carries a claim out for queued jobs of one organization that may start, in the order in which they should, at most
   * `limit`. Those that another process is about to take are left to it. Returns those that it claimed.
   */
  claimDue(organizationId: string, claim: Transition, limit: number): Promise<Job[]>;
  /** When the next queued job that waits for a time becomes due after `now`; null when none waits. */
  nextDueAt(now: number): Promise<number | null>;
  /** Jobs that some bound has overtaken: a lease, a deadline, the grace bound. */
  overdue(now: number, limit: number, except?: readonly string[]): Promise<OverdueJob[]>;

  /** Those of the given jobs that there are, of any organization, in any order. */
  jobs(jobIds: readonly string[]): Promise<Job[]>;
  /** What the organization occupies, as of the last commit. It always equals what its rows add up to. */
  usage(organizationId: string): Promise<OrganizationUsage>;
  /** Costs no more than walking `countLimit` entries of an index. */
  backlog(now: number, countLimit: number): Promise<Backlog>;
  /** Resolves when the database answers. */
  ping(): Promise<void>;

  /** Tells `listener` of every change of a job that a caller can see, with the job as it then is, once it is committed. */
  observe(listener: (job: Job) => void): void;
  close(): Promise<void>;
}
