import { isInstance } from '../domain/thrown-value.ts';

/** Why an attempt has to stop. */
export type StopReason = 'cancelled' | 'expired' | 'fenced' | 'shutdown';

const sentences: Record<StopReason, string> = {
  cancelled: 'The job was cancelled.',
  expired: 'The deadline of the job passed.',
  fenced: 'The job belongs to another attempt now.',
  shutdown: 'The server shuts down; another attempt goes on with the job.',
};

/** Thrown into a handler that has to stop. Let it pass: it is not a failure of the job. */
export class JobStopped extends Error {
  override readonly name = 'JobStopped';

  readonly stopReason: StopReason;

  constructor(stopReason: StopReason) {
    super(sentences[stopReason]);
    this.stopReason = stopReason;
  }
}

export function isJobStopped(error: unknown): error is JobStopped {
  return isInstance(error, JobStopped);
}
