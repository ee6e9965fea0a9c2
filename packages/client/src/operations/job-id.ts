import { jobIdPattern } from '@jobwire/contract';

/**
 * The path parameters of a job. What cannot be its id is refused before it goes into a path, where `..` would name another
 * resource and a missing id would be sent as `{job_id}`.
 *
 * @throws TypeError that shows what was given
 */
export function pathOf(jobId: string): { job_id: string } {
  if (typeof jobId !== 'string' || !jobIdPattern.test(jobId)) {
    throw new TypeError(`Not a job id: ${JSON.stringify(jobId)}`.slice(0, 99));
  }
  return { job_id: jobId };
}
