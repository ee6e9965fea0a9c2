import { isTerminal } from '@jobwire/contract';
import type { Job } from '../domain/job.ts';

/** The longest time that a caller is asked to leave a waiting job alone, in seconds. */
const longestPauseSeconds = 60;

/** The strong entity tag of a job's present version (RFC 9110 section 8.8.3). */
export function etagOf(job: Job): string {
  return `"${job.version}"`;
}

/** What every answer about a single job carries. `Retry-After` only while looking again makes sense. */
export function jobHeaders(job: Job, now: number): Record<string, string> {
  if (isTerminal(job.status)) return { ETag: etagOf(job) };
  const waitSeconds = job.status === 'queued' ? Math.ceil((job.runnableAt - now) / 1000) : 1;
  return { ETag: etagOf(job), 'Retry-After': String(Math.min(Math.max(waitSeconds, 1), longestPauseSeconds)) };
}

/** Whether a list of entity tags names this version, by weak comparison (RFC 9110 section 13.1.2). */
export function matchesEtag(ifNoneMatch: string, job: Job): boolean {
  const etag = etagOf(job);
  return ifNoneMatch
    .split(',')
    .map((tag) => tag.trim())
    .some((tag) => tag === '*' || tag === etag || tag === `W/${etag}`);
}
