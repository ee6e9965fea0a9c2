import { type OperationId, operations } from '@jobwire/contract';
import type { World } from './world.ts';

/** A path that the contract declares. */
export interface Route {
  /** The operation of each method. */
  readonly methods: ReadonlyMap<string, OperationId>;
  /** As it was sent; null when the path names no job. */
  readonly jobId: string | null;
}

const patterns = Map.groupBy(
  Object.entries(operations) as [OperationId, (typeof operations)[OperationId]][],
  ([, { path }]) => path,
);

/** The route of a path; null when the contract declares none. */
export function findRoute(world: World, sentPath: string, method: string): Route | null {
  const path = asSent(world, sentPath);
  const withJob = (pattern: string) => pattern.includes('{');
  const known = [...patterns].sort(([one], [other]) => Number(withJob(one)) - Number(withJob(other)));
  for (const [pattern, entries] of known) {
    const jobId = matchPath(pattern, path);
    if (jobId !== undefined && !(pattern === '/v1/jobs/cancel' && isTakenForJob(world, method))) {
      return { jobId, methods: new Map(entries.map(([id, { method }]) => [method.toUpperCase(), id])) };
    }
  }
  return null;
}

function isTakenForJob(world: World, method: string): boolean {
  return method === 'GET' && world.breaks('cancel is taken for the id of a job');
}

function asSent(world: World, path: string): string {
  if (path.length > 1 && path.endsWith('/') && world.breaks('a slash at the end of a path is overlooked')) {
    return path.slice(0, -1);
  }
  return world.breaks('capital letters in a path are overlooked') ? path.replace(/^\/v1\/jobs/i, '/v1/jobs') : path;
}

/** The id in a path that matches, null when the pattern has none, undefined when it does not match. */
function matchPath(pattern: string, path: string): string | null | undefined {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) {
    return undefined;
  }
  let jobId: string | null = null;
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    if (part === '{job_id}' && value !== '') {
      jobId = value;
    } else if (part !== value) {
      return undefined;
    }
  }
  return jobId;
}
