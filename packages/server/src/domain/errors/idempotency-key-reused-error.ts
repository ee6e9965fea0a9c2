import { DomainError } from './domain-error.ts';

/** The same idempotency key came with another body. */
export class IdempotencyKeyReusedError extends DomainError {
  override readonly name = 'IdempotencyKeyReusedError';

  constructor() {
    super('The idempotency key was used for a request with another body: make a new key for a new job.');
  }
}
