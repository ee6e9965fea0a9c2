import type { JobServerOptions } from '@jobwire/server';

/** A job as the server tells of it. */
export type SeenJob = Parameters<NonNullable<JobServerOptions['onTransition']>>[0];

/** Where every job is, whichever key it belongs to, for the control of a mock. */
export class JobRegister {
  readonly #jobs = new Map<string, SeenJob>();
  #listener: () => void = () => {};

  get size(): number {
    return this.#jobs.size;
  }

  find(jobId: string): SeenJob | undefined {
    return this.#jobs.get(jobId);
  }

  notice(job: SeenJob): void {
    this.#jobs.set(job.id, job);
    this.#listener();
  }

  /** Told of every move of every job. */
  observe(listener: () => void): void {
    this.#listener = listener;
  }
}
