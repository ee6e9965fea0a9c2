import { DomainError } from './domain-error.ts';

/** There is no such job for this organization. Another organization's job gives the same error, word for word. */
export class JobNotFoundError extends DomainError {
  override readonly name = 'JobNotFoundError';

  constructor(jobId: string) {
    super(`There is no job ${jobId}.`);
  }
}
