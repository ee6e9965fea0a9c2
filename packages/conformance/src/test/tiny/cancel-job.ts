import type { CancelOutcome, JobCancellation } from '@jobwire/contract';
import { readInstant, writeInstant, writeNow } from './instant.ts';
import { changed, move } from './lifecycle.ts';
import type { TinyJob } from './tiny-job.ts';
import { unsealCancelled } from './unseal.ts';
import { sendWebhook } from './webhooks.ts';
import type { World } from './world.ts';

/** Cancels a job of the caller, and tells what has become of it. */
export function cancelJob(world: World, job: TinyJob, reason: string | null): Exclude<CancelOutcome, 'not_found'> {
  const { wire } = job;
  if (wire.cancellation !== null) {
    repeat(world, job, wire.cancellation, reason);
  } else if (wire.status === 'queued') {
    cancelQueued(world, job, reason);
  } else if (wire.status === 'running') {
    cancelRunning(world, job, reason);
  }
  if (wire.status === 'cancelled' || wire.status === 'cancelling') {
    return wire.status;
  }
  return 'already_terminal';
}

function newCancellation(world: World, reason: string | null): JobCancellation {
  const kept = world.breaks('the reason of a cancel is lost') ? null : reason;
  return { requested_at: writeNow(), stopped_at: null, reason: kept, forced: false, deadline_at: null };
}

function cancelQueued(world: World, job: TinyJob, reason: string | null): void {
  job.wire.cancellation = newCancellation(world, reason);
  if (world.breaks('a queued job that was cancelled runs')) {
    move(world, job, 'cancelled', reason);
    world.timers.after(200, () => move(world, job, 'running'));
    return;
  }
  if (world.breaks('a queued job is cancelling before it is cancelled')) {
    move(world, job, 'cancelling', reason);
    world.timers.after(300, () => move(world, job, 'cancelled', reason));
    return;
  }
  world.ready.delete(job);
  move(world, job, 'cancelled', reason);
  unsealCancelled(world, job);
}

function cancelRunning(world: World, job: TinyJob, reason: string | null): void {
  const cancellation = newCancellation(world, reason);
  job.wire.cancellation = cancellation;
  if (world.settings.cancelsAtOnce) {
    cancellation.stopped_at = cancellation.requested_at;
    move(world, job, 'cancelled', reason);
    return;
  }
  const graceMs = world.breaks('the grace is a quarter of what is said')
    ? world.settings.graceMs / 4
    : world.settings.graceMs;
  const bound = (readInstant(cancellation.requested_at) ?? 0) + graceMs;
  cancellation.deadline_at = world.breaks('a job that is cancelling shows no bound') ? null : writeInstant(bound);
  loseWhatIsKept(world, job);
  move(world, job, 'cancelling', reason);
  awaitBound(world, job, bound);
}

function loseWhatIsKept(world: World, { wire, results }: TinyJob): void {
  if (world.breaks('a cancel loses the results')) {
    results.length = 0;
  }
  if (world.breaks('a cancel sets the counts to nothing')) {
    wire.progress.completed = 0;
  }
}

/** Ends the job by force when its worker has not stopped in time. */
function awaitBound(world: World, job: TinyJob, bound: number): void {
  const overshootMs = world.breaks('the grace bound is kept seven seconds late') ? 7_000 : 0;
  world.timers.at(bound + overshootMs, () => {
    const { cancellation, status } = job.wire;
    if (cancellation === null || status !== 'cancelling' || world.breaks('a job that is cancelling never ends')) {
      return;
    }
    cancellation.forced = !world.breaks('a cancel by force is not called forced');
    move(world, job, 'cancelled', cancellation.reason);
  });
}

function repeat(world: World, job: TinyJob, cancellation: JobCancellation, reason: string | null): void {
  if (world.breaks('a repeated cancel moves its time')) {
    cancellation.requested_at = writeInstant((readInstant(cancellation.requested_at) ?? 0) + 1_000);
  }
  if (world.breaks('a repeated cancel takes the later reason')) {
    cancellation.reason = reason;
  }
  if (world.breaks('a repeated cancel puts off the bound') && cancellation.deadline_at !== null) {
    cancellation.deadline_at = writeInstant((readInstant(cancellation.deadline_at) ?? 0) + 1_000);
  }
  if (world.breaks('a repeated cancel raises the version')) {
    changed(job);
  }
  if (world.breaks('a repeated cancel has an event')) {
    move(world, job, job.wire.status, reason);
  }
  if (world.breaks('a repeated cancel sends a webhook')) {
    sendWebhook(world, job, 'job.cancelling', writeNow());
  }
}
