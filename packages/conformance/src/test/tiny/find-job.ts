import { jobIdPattern } from '@jobwire/contract';
import type { TinyCaller } from '../tiny-keys.ts';
import { cancelJob } from './cancel-job.ts';
import { Refusal } from './refusal.ts';
import type { Reply } from './reply.ts';
import type { TinyJob } from './tiny-job.ts';
import type { World } from './world.ts';

interface Sought {
  readonly id: string;
  readonly caller: TinyCaller;
  readonly isCancel: boolean;
  readonly isRead: boolean;
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
  if (job !== undefined && (job.organization === sought.caller.organization || isShown(world, sought))) {
    if (world.deleted.has(job) && sought.isRead && !sought.isCancel) {
      return job;
    }
    if (!world.deleted.has(job)) {
      return job;
    }
  }
  if (job === undefined) {
    refuseUnknown(world, reply);
  } else {
    refuseForeign(world, reply, job, sought);
  }
  throw notFound();
}

function isShown(world: World, { isRead, isCancel }: Sought): boolean {
  return (isRead && world.breaks('a foreign key reads the job')) || (isCancel && world.breaks('a foreign key cancels the job'));
}

function refuseUnknown(world: World, reply: Reply): void {
  if (world.breaks('an unknown id answers 403')) {
    throw new Refusal('forbidden', 'Not for you.');
  }
  if (world.breaks('an unknown id breaks the connection')) {
    reply.breakConnection();
  }
}

function refuseForeign(world: World, reply: Reply, job: TinyJob, { isCancel }: Sought): void {
  if (world.breaks('a foreign job answers 403')) {
    throw new Refusal('forbidden', 'Not for you.');
  }
  if (world.breaks('a foreign job answers with its version')) {
    reply.header('etag', `"${job.wire.version}"`);
  }
  if (isCancel && world.breaks('a foreign cancel answers 404 and reaches the job')) {
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
