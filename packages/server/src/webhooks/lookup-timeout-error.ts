/** No name server has told the addresses of a receiver in time. */
export class LookupTimeoutError extends Error {
  override readonly name = 'LookupTimeoutError';
  readonly code = 'EDNSTIMEOUT';

  constructor(hostname: string, limitMs: number) {
    super(`No name server has told the addresses of ${hostname} within ${limitMs} ms.`);
  }
}
