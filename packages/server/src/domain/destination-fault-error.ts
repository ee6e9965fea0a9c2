/** The messages of one destination cannot be claimed for a reason of their own, which is the cause. */
export class DestinationFaultError extends Error {
  override readonly name = 'DestinationFaultError';
  readonly destination: string;

  constructor(destination: string, cause: unknown) {
    super(`The webhooks of ${destination} cannot be sent: what is written about them is refused. Others are sent.`, {
      cause,
    });
    this.destination = destination;
  }
}
