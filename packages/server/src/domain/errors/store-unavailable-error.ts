import { DomainError } from './domain-error.ts';

/** The database cannot answer at the moment. Nothing was stored. */
export class StoreUnavailableError extends DomainError {
  override readonly name = 'StoreUnavailableError';

  constructor(cause: unknown) {
    super('The job store cannot answer at the moment.', { cause });
  }
}
