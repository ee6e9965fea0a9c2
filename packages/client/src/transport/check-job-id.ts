import { jobIdPattern } from '@jobwire/contract';

/**
 * Refuses what cannot be the id of a job before it goes into a path, where `..` would name another resource and a missing id
 * would be sent as `{job_id}`.
 *
 * @throws TypeError that shows what was given
 */
export function checkJobId(jobId: unknown): string {
  if (typeof jobId === 'string' && jobIdPattern.test(jobId)) return jobId;
  throw new TypeError(`Not a job id: ${JSON.stringify(jobId)}`.slice(0, 99));
}
