import { DomainError } from './domain-error.ts';

/** One thing that is wrong with a request, at a JSON Pointer (RFC 6901) into its body. */
export interface RequestFault {
  readonly pointer: string;
  readonly message: string;
}

/** The request fits the schema of the API and still cannot be carried out by this server. */
export class InvalidJobRequestError extends DomainError {
  override readonly name = 'InvalidJobRequestError';

  readonly faults: readonly RequestFault[];

  constructor(message: string, faults: readonly RequestFault[]) {
    super(message);
    this.faults = faults;
  }
}
