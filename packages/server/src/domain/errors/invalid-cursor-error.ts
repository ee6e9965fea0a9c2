import { DomainError } from './domain-error.ts';

/** A cursor that this server did not make, or made for another organization, filter or order. */
export class InvalidCursorError extends DomainError {
  override readonly name = 'InvalidCursorError';

  constructor() {
    super('The cursor does not belong to this list: start again without it, or keep the filters it was made with.');
  }
}
