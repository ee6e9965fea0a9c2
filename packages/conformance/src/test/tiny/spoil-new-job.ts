import type { CreateJobRequest } from '@jobwire/contract';
import { readInstant, writeInstant } from './instant.ts';
import type { TinyJob } from './tiny-job.ts';
import type { World } from './world.ts';

/** What servers get wrong when they make a job of a request. */
export function spoilNewJob(world: World, { wire }: TinyJob, request: CreateJobRequest): void {
  if (world.breaks('a name is lost')) {
    wire.name = null;
  }
  if (request.priority === undefined && world.breaks('the priority is 0 when it is left out')) {
    wire.priority = 0;
  }
  if (world.breaks('two organizations have one id')) {
    wire.organization_id = 'everybody';
  }
  if (world.breaks('a job begins at version 2')) {
    wire.version = 2;
  }
  if (world.breaks('an open job is to be purged')) {
    wire.expires_at = writeInstant(Date.now() + 86_400_000);
  }
  if (world.breaks('a link leads nowhere')) {
    wire.links.results = `${wire.links.self}/result`;
  }
  if (request.webhook !== undefined && world.breaks('a job shows the address of its receiver')) {
    Object.assign(wire, { webhook: request.webhook });
  }
  spoilTimes(world, wire, request);
}

function spoilTimes(world: World, wire: TinyJob['wire'], request: CreateJobRequest): void {
  const { scheduled_for: scheduledFor, timeout_seconds: timeoutSeconds } = request;
  if (scheduledFor === undefined) {
    return;
  }
  if (world.breaks('the offset of a schedule is overlooked')) {
    const instant = readInstant(scheduledFor.replace(/[+-]\d\d:\d\d$/, 'Z')) ?? 0;
    wire.scheduled_for = writeInstant(instant);
  }
  if (timeoutSeconds !== undefined && world.breaks('a timeout counts from the schedule')) {
    const begins = Math.max(readInstant(scheduledFor) ?? 0, Date.now());
    wire.deadline_at = writeInstant(begins + timeoutSeconds * 1_000);
  }
}
