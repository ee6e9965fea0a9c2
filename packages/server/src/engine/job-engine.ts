import type { Clock } from '../domain/clock.ts';
import type { Dispatcher } from '../domain/dispatcher.ts';
import type { IdSource } from '../domain/id-source.ts';
import type { Job } from '../domain/job.ts';
import type { JobStore } from '../domain/job-store.ts';
import { cancelJob } from './cancel-job.ts';
import { type CreateJobCommand, createJob } from './create-job.ts';
import type { JobTypes } from './job-types.ts';
import { RunningAttempts } from './running-attempts.ts';
import { Sweeper } from './sweeper.ts';
import { Worker } from './worker.ts';

export interface JobEngineOptions {
  readonly store: JobStore;
  readonly dispatcher: Dispatcher;
  readonly types: JobTypes;
  readonly clock: Clock;
  readonly newId: IdSource;
  /** Names this process on the leases it holds. */
  readonly workerName: string;
  /** How long a cancelled job waits for its worker. */
  readonly graceMs: number;
  /** How long an attempt may write without renewing. */
  readonly leaseMs: number;
  /** How long a terminal job is kept. */
  readonly retentionMs: number;
  /** Told of what went wrong behind the scenes; the engine goes on. */
  readonly onError: (error: unknown) => void;
}

/** What callers can do with jobs, and the machinery that runs them. */
export class JobEngine {
  readonly store: JobStore;
  readonly types: JobTypes;
  readonly graceMs: number;
  readonly retentionMs: number;
  readonly #options: JobEngineOptions;
  readonly #running = new RunningAttempts();
  readonly #worker: Worker;
  readonly #sweeper: Sweeper;

  constructor(options: JobEngineOptions) {
    this.#options = options;
    this.store = options.store;
    this.types = options.types;
    this.graceMs = options.graceMs;
    this.retentionMs = options.retentionMs;
    const parts = { ...options, running: this.#running, name: options.workerName };
    this.#worker = new Worker(parts);
    this.#sweeper = new Sweeper(parts);
  }

  /** Ends the attempts that an earlier process left behind, then begins to work. */
  async start(): Promise<void> {
    const { store, clock, dispatcher } = this.#options;
    await store.releaseLeases(clock.now());
    await this.#sweeper.sweep();
    this.#sweeper.start();
    dispatcher.start((jobId) => this.#worker.run(jobId));
  }

  /** Takes no new job, asks those that run to stop, and resolves when they have. They go on after the next start. */
  async stop(): Promise<void> {
    const stopped = this.#options.dispatcher.stop();
    this.#running.stopAll('shutdown');
    await stopped;
    await this.#sweeper.stop();
  }

  create(command: CreateJobCommand): Promise<Job> {
    return createJob(this.#options, command);
  }

  cancel(organizationId: string, jobId: string, reason: string | null): Promise<Job> {
    return cancelJob({ ...this.#options, running: this.#running }, organizationId, jobId, reason);
  }
}
