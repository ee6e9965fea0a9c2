import type { Call } from './history.ts';

/** What of a job a request is about. */
export interface JobPath {
  readonly jobId: string;
  readonly part: 'job' | 'cancel' | 'results' | 'events';
}

/** The job that the path of a request names; null for paths of no single job. */
export function jobPathOf({ method, path }: Pick<Call, 'method' | 'path'>): JobPath | null {
  const [, jobId, part = 'job'] = /^\/v1\/jobs\/([\w-]+)(?:\/(cancel|results|events))?(?:\?|$)/.exec(path) ?? [];
  if (jobId === undefined || (jobId === 'cancel' && method === 'POST')) return null;
  return { jobId, part: part as JobPath['part'] };
}
