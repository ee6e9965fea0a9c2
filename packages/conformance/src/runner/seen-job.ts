import { type Job, jobIdPattern } from '@jobwire/contract';

/** A job as a server sent it: only its id and status are sure, all the rest may be missing. */
export type SeenJob = Pick<Job, 'id' | 'status'> & Partial<Job>;

/** Takes a value for a job if it can be worked with: an id that is safe in a path, and a status. Null otherwise. */
export function seenJob(value: unknown): SeenJob | null {
  if (typeof value !== 'object' || value === null) {
    return null;
  }
  const { id, status } = value as Partial<Record<string, unknown>>;
  return typeof id === 'string' && jobIdPattern.test(id) && typeof status === 'string' ? (value as SeenJob) : null;
}
