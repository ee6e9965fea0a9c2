import { DomainError } from './domain-error.ts';

/** The database cannot answer at the moment. Nothing was stored, unless it is said that nobody knows. */
export class StoreUnavailableError extends DomainError {
  override readonly name = 'StoreUnavailableError';

  /** Whether the write may have been committed all the same: it was the answer to the commit that did not come. */
  readonly mayBeStored: boolean;

  constructor(cause: unknown, { mayBeStored = false } = {}) {
    super('The job store cannot answer at the moment.', { cause });
    this.mayBeStored = mayBeStored;
  }
}
