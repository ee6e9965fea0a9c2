import type { Clock } from '../domain/clock.ts';
import { StoreUnavailableError } from '../domain/errors/store-unavailable-error.ts';
import type { Job } from '../domain/job.ts';
import type { JobStore } from '../domain/job-store.ts';
import { Resting } from '../domain/resting.ts';
import { claimUndelivered, jobUndelivered } from './undelivered-error.ts';

export interface StartableJobsOptions {
  readonly store: JobStore;
  readonly clock: Clock;
  /**
   * Claims the first due jobs of an organization, at most `limit`: where other processes look for work too, so that each
   * gets others. Without it, jobs are delivered by their ids and claimed one by one.
   */
  readonly claim?: (organizationId: string, limit: number) => Promise<Job[]>;
  readonly onError: (error: unknown) => void;
}

/** What an organization has on its way. */
export interface OnItsWay {
  readonly has: (jobId: string) => boolean;
  readonly slots: number;
}

/** Which jobs of an organization to start next. One that cannot be started is left alone for a while. */
export class StartableJobs {
  readonly #options: StartableJobsOptions;
  readonly #restingJobs: Resting;
  /** Organizations whose jobs are claimed one by one, since one of them keeps the others from being claimed with it. */
  readonly #restingClaims: Resting;

  constructor(options: StartableJobsOptions) {
    this.#options = options;
    this.#restingJobs = new Resting(options.clock);
    this.#restingClaims = new Resting(options.clock);
  }

  /** The first of those that are due, at most `most`: claimed, or their ids. */
  async first(organizationId: string, now: number, most: number, onItsWay: OnItsWay): Promise<(string | Job)[]> {
    const { claim, onError } = this.#options;
    if (claim !== undefined && !this.#restingClaims.has(organizationId)) {
      try {
        const claimed = await claim(organizationId, most);
        this.#restingClaims.succeeded(organizationId);
        return claimed;
      } catch (error) {
        if (error instanceof StoreUnavailableError) throw error;
        this.#restingClaims.failed(organizationId);
        onError(claimUndelivered(organizationId, error));
      }
    }
    return this.#firstById(organizationId, now, most, onItsWay);
  }

  /** None that is on its way: it may not be claimed yet, and still look due. */
  async #firstById(organizationId: string, now: number, most: number, onItsWay: OnItsWay): Promise<string[]> {
    const resting = new Set(this.#restingJobs.names);
    const due = await this.#options.store.due(organizationId, now, most + onItsWay.slots + resting.size);
    return due.filter((jobId) => !onItsWay.has(jobId) && !resting.has(jobId)).slice(0, most);
  }

  succeeded(jobId: string): void {
    this.#restingJobs.succeeded(jobId);
  }

  failed(jobId: string, error: unknown): void {
    const isAway = error instanceof StoreUnavailableError;
    if (!isAway) this.#restingJobs.failed(jobId);
    this.#options.onError(isAway ? error : jobUndelivered(jobId, error));
  }
}
