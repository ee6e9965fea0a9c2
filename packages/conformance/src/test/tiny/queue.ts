import { readInstant } from './instant.ts';
import { hasPassed, move } from './lifecycle.ts';
import type { TinyJob } from './tiny-job.ts';
import { work } from './worker.ts';
import type { World } from './world.ts';

/** Takes in a queued job: it starts when its time has come and a worker is free. */
export function enqueue(world: World, job: TinyJob): void {
  const { scheduled_for: scheduledFor } = job.wire;
  const future = scheduledFor !== null && !hasPassed(scheduledFor);
  if (future && world.breaks('a scheduled job never starts')) {
    return;
  }
  const early = world.breaks('a scheduled job starts at once');
  const scheduled = early || scheduledFor === null ? 0 : (readInstant(scheduledFor) ?? 0);
  world.timers.at(Math.max(scheduled, Date.now() + world.settings.claimDelayMs), () => {
    if (job.wire.status === 'queued') {
      world.ready.add(job);
      startReady(world);
    }
  });
}

/** Ends the job when its deadline comes and finds it queued or running. */
export function watchDeadline(world: World, job: TinyJob): void {
  const { deadline_at: deadline } = job.wire;
  if (deadline === null || world.breaks('a deadline is shown and not kept')) {
    return;
  }
  world.timers.at(readInstant(deadline) ?? 0, () => {
    const { status } = job.wire;
    if (status === 'running' && world.breaks('a deadline is forgotten once the job runs')) {
      return;
    }
    if (status === 'cancelling' && world.breaks('a deadline ends a job that is cancelling')) {
      move(world, job, 'expired');
    }
    if (status === 'completed' && world.breaks('a job that ended in time expires')) {
      move(world, job, 'expired');
    }
    if (status === 'queued' || status === 'running') {
      const failed = world.breaks('a deadline makes a job fail');
      if (failed) {
        job.wire.error = { code: 'deadline', message: 'It took too long.', retryable: false, details: null };
      }
      world.ready.delete(job);
      move(world, job, failed ? 'failed' : 'expired');
    }
  });
}

function startReady(world: World): void {
  while (world.working.size < world.settings.workers) {
    const [next] = [...world.ready].sort((one, other) => bySooner(world, one, other));
    if (next === undefined) {
      return;
    }
    world.ready.delete(next);
    if (next.wire.status === 'queued' && !hasPassed(next.wire.deadline_at)) {
      world.working.add(next);
      work(world, next, (outcome) => {
        world.working.delete(next);
        if (outcome === 'lost') {
          enqueue(world, next);
        }
        startReady(world);
      });
    }
  }
}

/** Organizations take turns; within one the higher priority goes first, and then whoever could have begun first. */
function bySooner(world: World, one: TinyJob, other: TinyJob): number {
  const busy = ({ organization }: TinyJob) =>
    [...world.working].filter((working) => working.organization === organization).length;
  const couldBegin = ({ wire }: TinyJob) => readInstant(wire.scheduled_for ?? wire.created_at) ?? 0;
  return busy(one) - busy(other) || other.wire.priority - one.wire.priority || couldBegin(one) - couldBegin(other);
}
