import type { Job } from '../job.ts';
import { DomainError } from './domain-error.ts';

/** The job ended before it could be cancelled. */
export class JobAlreadyTerminalError extends DomainError {
  override readonly name = 'JobAlreadyTerminalError';

  readonly job: Job;

  constructor(job: Job) {
    super(`Job ${job.id} is already ${job.status} and can no longer be cancelled.`);
    this.job = job;
  }
}
