import { isTerminal } from '@jobwire/contract';
import type { Job } from '../domain/job.ts';

/** The longest time that a caller is asked to leave a waiting job alone, in seconds. */
const longestPauseSeconds = 60;

/** Which form of a job an answer shows: each has entity tags of its own. */
export type JobForm = 'plain' | 'with_input';

/** The strong entity tag of a job's present version in one form (RFC 9110 section 8.8.3). */
export function etagOf(job: Job, form: JobForm = 'plain'): string {
  return form === 'plain' ? `"${job.version}"` : `"${job.version}+input"`;
}

/** What every answer about a single job carries. `Retry-After` only while looking again makes sense. */
export function jobHeaders(job: Job, now: number, form: JobForm = 'plain'): Record<string, string> {
  const etag = etagOf(job, form);
  if (isTerminal(job.status)) return { ETag: etag };
  const waitSeconds = job.status === 'queued' ? Math.ceil((job.runnableAt - now) / 1000) : 1;
  return { ETag: etag, 'Retry-After': String(Math.min(Math.max(waitSeconds, 1), longestPauseSeconds)) };
}

/** Whether a list of entity tags names this version, by weak comparison (RFC 9110 section 13.1.2). */
export function matchesEtag(ifNoneMatch: string, job: Job, form: JobForm): boolean {
  const etag = etagOf(job, form);
  return ifNoneMatch
    .split(',')
    .map((tag) => tag.trim())
    .some((tag) => tag === '*' || tag === etag || tag === `W/${etag}`);
}
