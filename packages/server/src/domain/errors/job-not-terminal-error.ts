import type { Job } from '../job.ts';
import { DomainError } from './domain-error.ts';

/** The job cannot be deleted yet, because it has not ended. */
export class JobNotTerminalError extends DomainError {
  override readonly name = 'JobNotTerminalError';
  readonly job: Job;

  constructor(job: Job) {
    super(`Job ${job.id} is ${job.status}: cancel it, or wait for its end, before deleting it.`);
    this.job = job;
  }
}
