import type { JobStatus } from '@jobwire/contract/lifecycle';
import type { Clock } from '../domain/clock.ts';
import type { Dispatcher } from '../domain/dispatcher.ts';
import { StoreUnavailableError } from '../domain/errors/store-unavailable-error.ts';
import type { Job } from '../domain/job.ts';
import type { JobStore, OverdueJob } from '../domain/job-store.ts';
import { Resting } from '../domain/resting.ts';
import {
  deadlinePassed,
  failedByLoss,
  graceElapsed,
  requeuedByLoss,
  stoppedByLoss,
  type Transition,
} from '../domain/transition.ts';
import { backoffMs } from './backoff.ts';
import type { EngineObserver, SweepOutcome } from './engine-observer.ts';
import type { StopReason } from './job-stopped.ts';
import { type JobFailure, JobsLeftError } from './jobs-left-error.ts';
import type { RunningAttempts } from './running-attempts.ts';

export interface SweeperDependencies {
  readonly store: JobStore;
  readonly dispatcher: Dispatcher;
  readonly running: RunningAttempts;
  readonly clock: Clock;
  readonly retentionMs: number;
  /** In [0, 1), to spread repeated attempts. */
  readonly random: () => number;
  readonly onError: (error: unknown) => void;
  readonly observer: EngineObserver;
  /** Whether it is this process that sweeps, of those that share the store. */
  leads(): boolean;
}

const stopReasons: Partial<Record<JobStatus, StopReason>> = { expired: 'expired', cancelled: 'cancelled' };

const intervalMs = 1000;
const jobsPerSweep = 200;

/** Each is a transaction of its own, between which others have theirs. */
const removalsPerSweep = 20;

/** What rests, beside jobs, while it cannot be done. */
const removalOfContents = 'the contents of removed jobs';

/**
 * Ends what some bound has overtaken: attempts whose lease ran out, jobs past their deadline, cancels past the grace
 * bound. It acts on what it read a moment ago, so each write carries the bound again in its guard.
 */
export class Sweeper {
  readonly #dependencies: SweeperDependencies;
  readonly #resting: Resting;
  #cancelTimer: () => void = () => {};
  #stopped = false;
  #underWay: Promise<void> = Promise.resolve();

  constructor(dependencies: SweeperDependencies) {
    this.#dependencies = dependencies;
    this.#resting = new Resting(dependencies.clock);
  }

  start(): void {
    this.#stopped = false;
    const { clock, observer, onError, leads } = this.#dependencies;
    this.#cancelTimer = clock.schedule(intervalMs, () => {
      if (!leads()) return this.start();
      this.#underWay = this.sweep()
        .then(
          (outcome) => observer.swept(outcome),
          (error: unknown) => {
            observer.swept('failed');
            onError(error);
          },
        )
        .finally(() => {
          if (!this.#stopped) this.start();
        });
    });
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancelTimer();
    await this.#underWay;
  }

  /**
   * Goes on until nothing is overdue, then purges some of what has expired, and some of what is left of what was removed.
   * A job at which that fails is told of once for the whole sweep, and left alone for a while: it holds up no other one.
   * Until it has gone its way, sweeps have failed.
   */
  async sweep(): Promise<SweepOutcome> {
    const failures: JobFailure[] = [];
    try {
      await this.#endOverdue(failures);
    } finally {
      try {
        await this.#purge(failures);
        await this.#removeContents();
      } finally {
        if (failures.length > 0) this.#dependencies.onError(new JobsLeftError(failures));
      }
    }
    return this.#resting.names.length > 0 ? 'failed' : 'completed';
  }

  async #endOverdue(failures: JobFailure[]): Promise<void> {
    const { store, clock } = this.#dependencies;
    for (;;) {
      const now = clock.now();
      const overdue = await store.overdue(now, jobsPerSweep, this.#resting.names);
      const moved = await this.#withEach(overdue, failures, (job) => this.#end(job, now));
      // Where none gets on, the next sweep comes to those behind them.
      if (overdue.length < jobsPerSweep || !moved.includes(true)) return;
    }
  }

  async #purge(failures: JobFailure[]): Promise<void> {
    const { store, clock } = this.#dependencies;
    const now = clock.now();
    const except = this.#resting.names;
    try {
      await store.purge(now, jobsPerSweep, except);
    } catch (error) {
      if (error instanceof StoreUnavailableError) throw error;
      const failed = failures.length;
      const expired = await store.expired(now, jobsPerSweep, except);
      await this.#withEach(expired, failures, ({ id, organizationId }) => store.delete(organizationId, id));
      if (failures.length === failed) throw error;
    }
  }

  /** Nobody sees what is left of removed jobs: where it cannot be removed, that is told of, and keeps nothing else. */
  async #removeContents(): Promise<void> {
    const { store, onError } = this.#dependencies;
    if (this.#resting.has(removalOfContents)) return;
    try {
      for (let removals = 0; removals < removalsPerSweep && (await store.removeContents()); removals += 1);
      this.#resting.succeeded(removalOfContents);
    } catch (error) {
      if (error instanceof StoreUnavailableError) throw error;
      this.#resting.failed(removalOfContents);
      onError(error);
    }
  }

  /**
   * What becomes of each job, without those at which it fails.
   *
   * @throws StoreUnavailableError where it is not for a reason of the job.
   */
  async #withEach<Given extends Pick<Job, 'id'>, Value>(
    jobs: readonly Given[],
    failures: JobFailure[],
    work: (job: Given) => Promise<Value>,
  ): Promise<Value[]> {
    const outcomes = await Promise.allSettled(jobs.map(work));
    const values: Value[] = [];
    let unavailable: StoreUnavailableError | null = null;
    for (const [index, outcome] of outcomes.entries()) {
      const { id: jobId } = jobs[index] as Given;
      if (outcome.status === 'fulfilled') {
        this.#resting.succeeded(jobId);
        values.push(outcome.value);
      } else if (outcome.reason instanceof StoreUnavailableError) {
        unavailable ??= outcome.reason;
      } else {
        this.#resting.failed(jobId);
        failures.push({ jobId, error: outcome.reason });
      }
    }
    if (unavailable !== null) throw unavailable;
    return values;
  }

  async #end(job: OverdueJob, now: number): Promise<boolean> {
    const { store, running, dispatcher } = this.#dependencies;
    const transition = this.#transitionFor(job, now);
    if (transition === null) return false;
    const moved = await store.transition(job.id, transition);
    if (moved === null) return false;
    if (moved.status === 'queued') dispatcher.notify(moved.runnableAt);
    running.abandon(job.id, moved.attempt, stopReasons[moved.status] ?? 'fenced');
    return true;
  }

  /** A deadline does not matter any more once a cancel was accepted. */
  #transitionFor(job: OverdueJob, now: number): Transition | null {
    const { retentionMs, random } = this.#dependencies;
    const leaseLost = job.leaseExpiresAt !== null && job.leaseExpiresAt <= now;
    const given = { now, retentionMs, attempt: job.attempt };
    if (job.status === 'cancelling') {
      return leaseLost ? stoppedByLoss(given) : graceElapsed(given);
    }
    if (job.deadlineAt !== null && job.deadlineAt <= now && (job.status === 'queued' || job.status === 'running')) {
      return deadlinePassed({ ...given, from: job.status });
    }
    if (job.status !== 'running') return null;
    if (job.attemptsSpent + 1 < job.maxAttempts) {
      return requeuedByLoss({ ...given, runnableAt: now + backoffMs(job.attemptsSpent + 1, random) });
    }
    const message = `The worker was lost in attempt ${job.attempt}, and no attempt remains.`;
    return failedByLoss({
      ...given,
      error: { code: 'attempts_exhausted', message, retryable: true, details: null },
    });
  }
}
