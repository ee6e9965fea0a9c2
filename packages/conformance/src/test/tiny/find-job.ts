import { jobIdPattern, type OperationId } from '@jobwire/contract';
import type { TinyCaller } from '../tiny-keys.ts';
import { cancelJob } from './cancel-job.ts';
import { Refusal } from './refusal.ts';
import type { Reply } from './reply.ts';
import { newJob, type TinyJob } from './tiny-job.ts';
import type { World } from './world.ts';

interface Sought {
  readonly id: string;
  readonly caller: TinyCaller;
  readonly operationId: OperationId | null;
}

/**
 * The job of a path; null when its id is malformed, so that nobody looked.
 *
 * @throws Refusal when the caller has no such job
 */
export function findJob(world: World, reply: Reply, sought: Sought): TinyJob | null {
  const id = decode(sought.id);
  if (id === null || !jobIdPattern.test(id)) {
    if (world.breaks('a malformed job id answers 404')) {
      throw notFound();
    }
    return null;
  }
  const job = world.jobs.get(id);
  const isNew = job !== undefined && Date.parse(job.wire.created_at) > Date.now() - 100;
  if (isNew && sought.operationId === 'getJob' && world.breaks('a new job cannot be read at once')) {
    throw notFound();
  }
  if (job !== undefined && (job.organization === sought.caller.organization || isShown(world, sought))) {
    if (!world.deleted.has(job) || isShownAfterwards(world, sought)) {
      return job;
    }
  }
  if (job === undefined && isMadeUp(world, sought)) {
    return newJob(id, sought.caller.organization, { type: 'demo.batch', input: {} });
  }
  if (job === undefined) {
    refuseUnknown(world, reply, sought);
  } else if (job.organization === sought.caller.organization) {
    refuseDeleted(world, sought);
  } else {
    refuseForeign(world, reply, job, sought);
  }
  throw notFound();
}

/** Whether the caller is let at a job of another organization. */
function isShown(world: World, { operationId }: Sought): boolean {
  return (
    (operationId === 'getJob' && world.breaks('a foreign key reads the job')) ||
    (operationId === 'cancelJob' && world.breaks('a foreign key cancels the job')) ||
    (operationId === 'deleteJob' && world.breaks('a foreign key deletes the job')) ||
    (operationId === 'listJobResults' && world.breaks('a foreign key reads the results')) ||
    (operationId === 'listJobEvents' && world.breaks('a foreign key reads the events'))
  );
}

/** Whether the caller is let at a job that was deleted. */
function isShownAfterwards(world: World, { operationId }: Sought): boolean {
  return (
    (operationId === 'listJobResults' && world.breaks('a deleted job keeps its results')) ||
    (operationId === 'deleteJob' && world.breaks('a deleted job can be deleted again'))
  );
}

/** Whether a job that does not exist is shown as a new one. */
function isMadeUp(world: World, { operationId }: Sought): boolean {
  return (
    (operationId === 'getJob' && world.breaks('an unknown job is read as a new one')) ||
    (operationId === 'listJobResults' && world.breaks('an unknown job has no results')) ||
    (operationId === 'listJobEvents' && world.breaks('an unknown job has no events'))
  );
}

function refuseUnknown(world: World, reply: Reply, { operationId }: Sought): void {
  if (world.breaks('an unknown id answers 403')) {
    throw new Refusal('forbidden', 'Not for you.');
  }
  if (operationId === 'deleteJob' && world.breaks('deleting what is not there answers 204')) {
    reply.empty(204);
  }
  if (world.breaks('an unknown id breaks the connection')) {
    reply.breakConnection();
  }
}

function refuseDeleted(world: World, { operationId }: Sought): void {
  if (operationId === 'getJob' && world.breaks('a deleted job answers 500')) {
    throw new TypeError('The job is gone.');
  }
}

function refuseForeign(world: World, reply: Reply, job: TinyJob, { operationId }: Sought): void {
  if (world.breaks('a foreign job answers 403')) {
    throw new Refusal('forbidden', 'Not for you.');
  }
  if (world.breaks('a foreign job answers with its version')) {
    reply.header('etag', `"${job.wire.version}"`);
  }
  if (operationId === 'cancelJob' && world.breaks('a foreign cancel answers 404 and reaches the job')) {
    cancelJob(world, job, null);
  }
}

function notFound(): Refusal {
  return new Refusal('job_not_found', 'You have no such job.');
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
