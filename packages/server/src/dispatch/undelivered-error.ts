/** What could not be delivered for a reason of its own, which is the cause. It is left alone for a while. */
export class UndeliveredError extends Error {
  override readonly name = 'UndeliveredError';

  constructor(happened: string, cause: unknown) {
    super(`${happened} It is tried again after a rest of a second, and of twice as long each time, up to a minute.`, {
      cause,
    });
  }
}

export function jobUndelivered(jobId: string, cause: unknown): UndeliveredError {
  return new UndeliveredError(`The job ${jobId} could not be started, or its end could not be written.`, cause);
}

export function claimUndelivered(organizationId: string, cause: unknown): UndeliveredError {
  const happened = `The jobs of ${organizationId} that are due could not be claimed together, and are claimed one by one.`;
  return new UndeliveredError(happened, cause);
}
