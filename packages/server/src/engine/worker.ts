import type { Clock } from '../domain/clock.ts';
import type { Dispatcher } from '../domain/dispatcher.ts';
import type { Job, JobError } from '../domain/job.ts';
import type { JobStore } from '../domain/job-store.ts';
import type { Logger } from '../domain/logger.ts';
import { claimed, requeued, stopConfirmed, type Transition, workCompleted, workFailed } from '../domain/transition.ts';
import { Attempt } from './attempt.ts';
import { backoffMs } from './backoff.ts';
import type { AttemptOutcome, EngineObserver } from './engine-observer.ts';
import { jobErrorOf } from './job-error-of.ts';
import type { JobTypes } from './job-types.ts';
import type { RunningAttempts } from './running-attempts.ts';
import { runAs } from './stray-errors.ts';

export interface WorkerDependencies {
  readonly store: JobStore;
  readonly dispatcher: Dispatcher;
  readonly types: JobTypes;
  readonly running: RunningAttempts;
  readonly clock: Clock;
  /** Names this process on the leases it holds. */
  readonly name: string;
  readonly leaseMs: number;
  readonly retentionMs: number;
  /** In [0, 1), to spread repeated attempts. */
  readonly random: () => number;
  readonly logger: Logger;
  readonly observer: EngineObserver;
  readonly onError: (error: unknown) => void;
}

/** Claims delivered jobs and runs their handlers. */
export class Worker {
  readonly #dependencies: WorkerDependencies;

  constructor(dependencies: WorkerDependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * Runs a job that was claimed for this process, or one that it claims first. Resolves when the slot is free again: the
   * attempt has ended, or the server has given up waiting for it.
   */
  async run(given: string | Job): Promise<void> {
    const { store, running } = this.#dependencies;
    const job = typeof given === 'string' ? await store.transition(given, this.claim()) : given;
    if (job === null) return;
    const attempt = new Attempt(this.#dependencies, job);
    running.add(attempt);
    attempt.beginRenewal();
    const ended = this.#runToEnd(job, attempt).finally(() => {
      attempt.endRenewal();
      running.remove(attempt);
    });
    await Promise.race([ended, attempt.abandoned]);
  }

  /** What takes a job for this process, from now on. */
  claim(): Transition {
    const { clock, leaseMs, name } = this.#dependencies;
    const now = clock.now();
    return claimed({ now, leaseOwner: name, leaseExpiresAt: now + leaseMs });
  }

  async #runToEnd(job: Job, attempt: Attempt): Promise<void> {
    const { store, dispatcher, clock, retentionMs } = this.#dependencies;
    const outcome = await this.#observed(job, () => this.#runHandler(job, attempt));
    const finished = await attempt.untilStored(async () => {
      const finish = this.#transitionFor(job, attempt, outcome, clock.now());
      return finish === null ? null : await store.transition(job.id, finish);
    });
    if (finished?.status === 'queued') dispatcher.notify(finished.runnableAt);
    if (finished !== null) return;
    // A cancel was accepted before the end could be written, and it is a promise: the job ends as cancelled.
    await attempt.untilStored(async () => {
      const given = { now: clock.now(), attempt: attempt.number, retentionMs };
      const stopped = await store.transition(job.id, stopConfirmed(given));
      if (stopped === null) await store.recordStopped(job.id, attempt.number, given.now);
    });
  }

  /** Whoever watches may break, and the attempt has its outcome all the same. */
  async #observed(job: Job, run: () => Promise<AttemptOutcome>): Promise<AttemptOutcome> {
    const { observer, onError } = this.#dependencies;
    let outcome: Promise<AttemptOutcome> | null = null;
    const runOnce = () => {
      outcome ??= run();
      return outcome;
    };
    try {
      await observer.attempt(job, runOnce);
    } catch (error) {
      onError(error);
    }
    return runOnce();
  }

  /** The end that this attempt would like to write; null when it was stopped for good. */
  #transitionFor(job: Job, attempt: Attempt, outcome: AttemptOutcome, now: number): Transition | null {
    const { retentionMs, random } = this.#dependencies;
    const given = { now, attempt: attempt.number, retentionMs };
    if (outcome.kind === 'completed') return workCompleted(given);
    if (outcome.kind === 'stopped') {
      if (attempt.stopReason !== 'shutdown') return null;
      return requeued({ ...given, reason: 'shutdown', runnableAt: now });
    }
    if (!outcome.error.retryable || job.attemptsSpent + 1 >= job.maxAttempts) {
      return workFailed({ ...given, error: outcome.error });
    }
    const runnableAt = now + backoffMs(job.attemptsSpent + 1, random);
    return requeued({ ...given, reason: 'retryable_error', runnableAt });
  }

  async #runHandler(job: Job, attempt: Attempt): Promise<AttemptOutcome> {
    const { store, types } = this.#dependencies;
    let handlerHasEnded = false;
    try {
      const definition = types.get(job.type);
      if (definition === undefined) return { kind: 'failed', error: typeGone(job.type), thrown: null };
      const input: unknown = JSON.parse((await attempt.untilStored(() => store.input(job.id))) ?? 'null');
      const emitted = job.attempt > 1 ? await attempt.untilStored(() => store.emittedItemIds(job.id)) : [];
      await attempt.begin();
      const handled = runAs(attempt, async () => definition.run(attempt.run(input, emitted))).finally(() => {
        handlerHasEnded = true;
      });
      await Promise.race([handled, attempt.strayed]);
      return { kind: 'completed' };
    } catch (error) {
      // Whatever a handler throws once it was told to stop is its way of stopping.
      if (attempt.stopReason !== null) return { kind: 'stopped' };
      return { kind: 'failed', error: jobErrorOf(error), thrown: error };
    } finally {
      attempt.conclude(handlerHasEnded);
    }
  }
}

function typeGone(type: string): JobError {
  return {
    code: 'unknown_job_type',
    message: `The server no longer offers the job type ${type}.`,
    retryable: false,
    details: null,
  };
}
