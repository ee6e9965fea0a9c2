/** So that a line of the log stays readable however many they are. */
const jobsNamed = 10;

export interface JobFailure {
  readonly jobId: string;
  readonly error: unknown;
}

/** Jobs that one sweep could neither end nor purge: all of them in one error, whose cause is that of the first. */
export class JobsLeftError extends Error {
  override readonly name = 'JobsLeftError';

  constructor(failures: readonly JobFailure[]) {
    const named = failures.slice(0, jobsNamed).map(({ jobId }) => jobId);
    const others = failures.length - named.length;
    const which = others > 0 ? `${named.join(', ')} and ${others} more` : named.join(', ');
    const what = failures.length === 1 ? 'A job that is' : `${failures.length} jobs that are`;
    super(
      `${what} overdue or expired could not be ended or removed: ${which}. The others were. ` +
        'It is tried again after a rest of a second, and of twice as long each time, up to a minute.',
      { cause: failures[0]?.error },
    );
  }
}
