import type { Clock } from '../domain/clock.ts';
import type { Dispatcher } from '../domain/dispatcher.ts';
import type { IdSource } from '../domain/id-source.ts';
import type { CreateOutcome } from '../domain/idempotency.ts';
import type { Job } from '../domain/job.ts';
import type { JobFilter, JobStore } from '../domain/job-store.ts';
import { type Logger, silentLogger } from '../domain/logger.ts';
import { noQuotas, type OrganizationQuotas } from '../domain/organization-usage.ts';
import type { SharedWords } from '../domain/shared-words.ts';
import { requeued, type Transition } from '../domain/transition.ts';
import { cancelJob } from './cancel-job.ts';
import { cancelJobsById } from './cancel-jobs.ts';
import { type CancelCounts, cancelMatchingJobs } from './cancel-matching-jobs.ts';
import { ChangesElsewhere } from './changes-elsewhere.ts';
import { type CreateJobCommand, type CreateOnce, createJob, createJobOnce } from './create-job.ts';
import { deleteJob } from './delete-job.ts';
import { type EngineObserver, noObserver } from './engine-observer.ts';
import { JobChanges } from './job-changes.ts';
import type { JobTypes } from './job-types.ts';
import { RunningAttempts } from './running-attempts.ts';
import { Sweeper } from './sweeper.ts';
import { type WaitOptions, waitForJob } from './wait-for-job.ts';
import { Waiters } from './waiters.ts';
import { Worker } from './worker.ts';

export interface JobEngineOptions {
  readonly store: JobStore;
  readonly dispatcher: Dispatcher;
  readonly types: JobTypes;
  readonly clock: Clock;
  readonly newId: IdSource;
  /** In [0, 1), to spread repeated attempts. `Math.random` unless said otherwise. */
  readonly random?: () => number;
  /** Awaited before a job is claimed. */
  readonly beforeAttempt?: (jobId: string) => Promise<void>;
  /** Names this process on the leases it holds. */
  readonly workerName: string;
  /** How long a cancelled job waits for its worker. */
  readonly graceMs: number;
  /** How long an attempt may write without renewing. */
  readonly leaseMs: number;
  /** How long a terminal job is kept. */
  readonly retentionMs: number;
  /** How long a graceful stop lets attempts go on, so that short ones complete, before it tells them to stop. */
  readonly drainMs: number;
  /** How long a graceful stop waits for attempts altogether, before it leaves them behind. */
  readonly shutdownMs: number;
  /** How many requests of one organization may be held at the same time. */
  readonly waitersPerOrganization: number;
  /** What each organization may have. No bound unless said otherwise. */
  readonly quotas?: OrganizationQuotas;
  /** Told of what went wrong behind the scenes; the engine goes on. */
  readonly onError: (error: unknown) => void;
  /** Where handlers write to. Nowhere unless said otherwise. */
  readonly logger?: Logger;
  readonly observer?: EngineObserver;
  /** What processes that work on the same store say to each other. Without it this process has its store alone. */
  readonly words?: SharedWords;
  /** Whether this process is to end what is overdue, and to purge, for all of them. It is unless said otherwise. */
  readonly leads?: () => boolean;
}

/** What callers can do with jobs, and the machinery that runs them. */
export class JobEngine {
  readonly store: JobStore;
  readonly types: JobTypes;
  readonly clock: Clock;
  readonly graceMs: number;
  readonly retentionMs: number;
  readonly quotas: OrganizationQuotas;
  readonly #options: JobEngineOptions;
  readonly changes = new JobChanges();
  readonly waiters: Waiters;
  readonly #running = new RunningAttempts();
  readonly #worker: Worker;
  readonly #sweeper: Sweeper;
  readonly #elsewhere: ChangesElsewhere | null;

  constructor(options: JobEngineOptions) {
    this.#options = options;
    this.store = options.store;
    this.types = options.types;
    this.clock = options.clock;
    this.graceMs = options.graceMs;
    this.retentionMs = options.retentionMs;
    this.quotas = options.quotas ?? noQuotas;
    this.waiters = new Waiters(options.waitersPerOrganization);
    options.store.observe((job) => this.changes.publish(job));
    const { logger = silentLogger, observer = noObserver, random = Math.random } = options;
    const { words, leads = () => true } = options;
    const parts = { ...options, logger, observer, random, leads, running: this.#running, name: options.workerName };
    this.#worker = new Worker(parts);
    this.#sweeper = new Sweeper(parts);
    this.#elsewhere = words === undefined ? null : new ChangesElsewhere({ ...parts, words, changes: this.changes });
  }

  /** Ends the attempts that an earlier process left behind, unless they may be another's, then begins to work. */
  async start(): Promise<void> {
    const { store, clock, dispatcher, beforeAttempt } = this.#options;
    if (this.#elsewhere === null) await store.releaseLeases(clock.now());
    this.#elsewhere?.start();
    await this.#sweeper.sweep();
    this.#sweeper.start();
    dispatcher.start(async (job) => {
      await beforeAttempt?.(typeof job === 'string' ? job : job.id);
      await this.#worker.run(job);
    });
  }

  /** What takes a job for this process, from now on. */
  claim(): Transition {
    return this.#worker.claim();
  }

  /** How many attempts run in this process. */
  get attemptsRunning(): number {
    return this.#running.size;
  }

  /**
   * Takes no new job and lets those that run end by themselves for a while. Then it asks them to stop: they go on after
   * the next start, without having spent an attempt. One that does not stop within the bound goes back into the queue
   * without it, and can write nothing from then on.
   */
  async stop(): Promise<void> {
    const { dispatcher, clock, drainMs, shutdownMs } = this.#options;
    this.waiters.releaseAll();
    const stopped = dispatcher.stop();
    this.#running.stopNew('shutdown');
    const cancelDrain = this.#stopAttemptsIn(Math.min(drainMs, shutdownMs));
    const cancelBound = clock.schedule(shutdownMs, () => void this.#leaveBehind());
    await stopped;
    cancelDrain();
    cancelBound();
    await this.#sweeper.stop();
    this.#elsewhere?.stop();
  }

  #stopAttemptsIn(delayMs: number): () => void {
    if (delayMs > 0) return this.#options.clock.schedule(delayMs, () => this.#running.stopAll('shutdown'));
    this.#running.stopAll('shutdown');
    return () => {};
  }

  async #leaveBehind(): Promise<void> {
    const { store, clock, onError } = this.#options;
    const now = clock.now();
    // All at once: a store that is away lets each of them wait for its answer.
    await Promise.all(
      this.#running.all.map(async ({ jobId, number }) => {
        const left = requeued({ now, attempt: number, reason: 'shutdown', runnableAt: now });
        await store.transition(jobId, left).catch(onError);
        this.#running.abandon(jobId, number, 'shutdown');
      }),
    );
  }

  /**
   * Ends the lease of a job's attempt and does at once what follows from it, as if the worker had died: for trying out what
   * callers see then. False when no attempt has the job.
   */
  async loseAttempt(jobId: string): Promise<boolean> {
    const { store, clock } = this.#options;
    const attempt = this.#running.all.find((running) => running.jobId === jobId);
    if (attempt === undefined) return false;
    const renewed = await store.renewLease(jobId, attempt.number, clock.now());
    await this.#sweeper.sweep();
    return renewed !== null;
  }

  /** Waits until the job is as wanted, the time is over, or the server shuts down. Null when the job was deleted. */
  waitFor(job: Job, options: WaitOptions): Promise<Job | null> {
    const signals = [...options.signals, this.waiters.released];
    return waitForJob({ ...this.#options, changes: this.changes }, job, { ...options, signals });
  }

  create(command: CreateJobCommand): Promise<Job> {
    return createJob(this.#options, command);
  }

  createOnce(command: CreateJobCommand, once: CreateOnce): Promise<Exclude<CreateOutcome, 'key_reused'>> {
    return createJobOnce(this.#options, command, once);
  }

  cancel(organizationId: string, jobId: string, reason: string | null): Promise<Job> {
    return cancelJob(this.#cancelling, organizationId, jobId, reason);
  }

  cancelById(organizationId: string, jobIds: readonly string[], reason: string | null) {
    return cancelJobsById(this.#cancelling, organizationId, jobIds, reason);
  }

  cancelMatching(organizationId: string, filter: JobFilter, reason: string | null): Promise<CancelCounts> {
    return cancelMatchingJobs(this.#cancelling, organizationId, filter, reason);
  }

  delete(organizationId: string, jobId: string): Promise<void> {
    return deleteJob(this.store, organizationId, jobId);
  }

  get #cancelling() {
    return { ...this.#options, running: this.#running };
  }
}
