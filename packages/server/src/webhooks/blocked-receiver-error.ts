/** The name of a receiver led to an address to which nothing is sent. */
export class BlockedReceiverError extends Error {
  override readonly name = 'BlockedReceiverError';
  readonly code = 'EBLOCKED';

  constructor(hostname: string) {
    super(`${hostname} leads to an address that is not public.`);
  }
}
