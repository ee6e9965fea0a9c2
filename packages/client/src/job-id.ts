import { jobIdPattern } from '@jobwire/contract';

/**
 * Refuses what cannot be the id of a job before it goes into a path, where `..` would name another resource and a missing id
 * would be sent as `{job_id}`.
 *
 * @throws TypeError that shows the beginning of what was given
 */
export function checkJobId(jobId: string): string {
  if (typeof jobId !== 'string' || !jobIdPattern.test(jobId)) {
    const given = String(JSON.stringify(jobId)).slice(0, 80);
    throw new TypeError(`A job id is 1 to 64 characters of A-Z, a-z, 0-9, _ and -, and ${given} is not.`);
  }
  return jobId;
}
