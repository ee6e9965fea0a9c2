import { isTerminal, type JobStatus } from '@jobwire/contract/lifecycle';
import type { Clock } from '../domain/clock.ts';
import { StoreUnavailableError } from '../domain/errors/store-unavailable-error.ts';
import type { JobStore } from '../domain/job-store.ts';
import type { JobWord, SharedWords } from '../domain/shared-words.ts';
import type { JobChanges } from './job-changes.ts';
import type { StopReason } from './job-stopped.ts';
import type { RunningAttempts } from './running-attempts.ts';

export interface ChangesElsewhereDependencies {
  readonly store: JobStore;
  readonly changes: JobChanges;
  readonly running: RunningAttempts;
  readonly clock: Clock;
  readonly words: SharedWords;
  readonly onError: (error: unknown) => void;
}

/** How often the jobs that somebody waits for are read while no words arrive, and how often although they do. */
const lookDeafMs = 1000;
const lookMs = 10_000;

/** So that no statement grows with the number of those who wait. */
const jobsPerRead = 100;

/**
 * Brings what other processes change to those of this one who wait for it: to held requests and streams of events by
 * reading the jobs they wait for, to attempts by stopping them.
 */
export class ChangesElsewhere {
  readonly #dependencies: ChangesElsewhereDependencies;
  #cancelTimer: () => void = () => {};
  #lookedAt = 0;
  /** Jobs that are to be read; null while nobody reads. */
  #unread: Set<string> | null = null;

  constructor(dependencies: ChangesElsewhereDependencies) {
    this.#dependencies = dependencies;
    const { store, words } = dependencies;
    store.observe((job) => words.tellChanged(job));
    words.listen({ changed: (told) => this.#hear(told) });
  }

  start(): void {
    const { clock, words, changes } = this.#dependencies;
    this.#cancelTimer = clock.schedule(lookDeafMs, () => {
      if (!words.areHeard || clock.now() - this.#lookedAt >= lookMs) {
        this.#lookedAt = clock.now();
        this.#read(changes.awaited);
      }
      this.start();
    });
  }

  stop(): void {
    this.#cancelTimer();
  }

  #hear(told: readonly JobWord[]): void {
    const { changes, running } = this.#dependencies;
    for (const { jobId, status, attempt } of told) {
      if (status === 'cancelling') running.stop(jobId, 'cancelled');
      else if (isTerminal(status) || status === 'queued') running.abandon(jobId, attempt, stopReasonOf(status));
    }
    this.#read(told.filter(({ jobId }) => changes.isAwaited(jobId)).map(({ jobId }) => jobId));
  }

  /** One read at a time: what is asked for meanwhile is read together. */
  #read(jobIds: readonly string[]): void {
    if (jobIds.length === 0) return;
    if (this.#unread !== null) {
      for (const jobId of jobIds) this.#unread.add(jobId);
      return;
    }
    this.#unread = new Set(jobIds);
    void this.#readAll().finally(() => {
      this.#unread = null;
    });
  }

  async #readAll(): Promise<void> {
    const { onError } = this.#dependencies;
    try {
      while (this.#unread !== null && this.#unread.size > 0) {
        const jobIds = [...this.#unread].slice(0, jobsPerRead);
        for (const jobId of jobIds) this.#unread.delete(jobId);
        await this.#readThese(jobIds);
      }
    } catch (error) {
      // Whoever waits looks again when the time is over, and so does the timer.
      onError(error);
    }
  }

  /** Where one of them cannot be read, those who wait for the others are told nonetheless. */
  async #readThese(jobIds: readonly string[]): Promise<void> {
    const { store, changes, onError } = this.#dependencies;
    try {
      for (const job of await store.jobs(jobIds)) changes.publish(job);
    } catch (error) {
      if (error instanceof StoreUnavailableError) throw error;
      onError(error);
      if (jobIds.length === 1) return;
      const found = await Promise.allSettled(jobIds.map((jobId) => store.jobs([jobId])));
      const read = found.flatMap((outcome) => (outcome.status === 'fulfilled' ? outcome.value : []));
      for (const job of read) changes.publish(job);
    }
  }
}

function stopReasonOf(status: JobStatus): StopReason {
  return status === 'cancelled' || status === 'expired' ? status : 'fenced';
}
