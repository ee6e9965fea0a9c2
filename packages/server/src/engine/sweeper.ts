import type { JobStatus } from '@jobwire/contract/lifecycle';
import type { Clock } from '../domain/clock.ts';
import type { Dispatcher } from '../domain/dispatcher.ts';
import type { Job } from '../domain/job.ts';
import type { JobStore } from '../domain/job-store.ts';
import {
  deadlinePassed,
  failedByLoss,
  graceElapsed,
  requeuedByLoss,
  stoppedByLoss,
  type Transition,
} from '../domain/transition.ts';
import { backoffMs } from './backoff.ts';
import type { EngineObserver } from './engine-observer.ts';
import type { StopReason } from './job-stopped.ts';
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
}

const stopReasons: Partial<Record<JobStatus, StopReason>> = { expired: 'expired', cancelled: 'cancelled' };

const intervalMs = 1000;
const jobsPerSweep = 200;

/**
 * Ends what some bound has overtaken: attempts whose lease ran out, jobs past their deadline, cancels past the grace
 * bound. It acts on what it read a moment ago, so each write carries the bound again in its guard.
 */
export class Sweeper {
  readonly #dependencies: SweeperDependencies;
  #cancelTimer: () => void = () => {};
  #stopped = false;
  #underWay: Promise<void> = Promise.resolve();

  constructor(dependencies: SweeperDependencies) {
    this.#dependencies = dependencies;
  }

  start(): void {
    this.#stopped = false;
    const { clock, observer, onError } = this.#dependencies;
    this.#cancelTimer = clock.schedule(intervalMs, () => {
      this.#underWay = this.sweep()
        .then(
          () => observer.swept('completed'),
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

  /** Goes on until nothing is overdue, then purges some of what has expired. */
  async sweep(): Promise<void> {
    await this.#endOverdue();
    await this.#dependencies.store.purge(this.#dependencies.clock.now(), jobsPerSweep);
  }

  async #endOverdue(): Promise<void> {
    const { store, clock } = this.#dependencies;
    for (;;) {
      const now = clock.now();
      const overdue = await store.overdue(now, jobsPerSweep);
      const moved = await Promise.all(overdue.map((job) => this.#end(job, now)));
      if (overdue.length < jobsPerSweep || !moved.includes(true)) return;
    }
  }

  async #end(job: Job, now: number): Promise<boolean> {
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
  #transitionFor(job: Job, now: number): Transition | null {
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
