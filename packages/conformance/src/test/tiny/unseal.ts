import { move } from './lifecycle.ts';
import { storeResult } from './store-result.ts';
import type { TinyJob } from './tiny-job.ts';
import type { World } from './world.ts';

const laterMs = 300;
const muchLaterMs = 700;

/** What a server that forgets that `cancelled` is final does to a job. */
export function unsealCancelled(world: World, job: TinyJob): void {
  if (world.breaks('a cancelled job turns completed')) {
    world.timers.after(laterMs, () => move(world, job, 'completed'));
  }
  if (world.breaks('a cancelled job takes a late result')) {
    world.timers.after(laterMs, () => storeResult(world, job, 'completed', 0));
  }
}

/** What a server that forgets that `completed` is final does to a job. */
export function unsealCompleted(world: World, job: TinyJob): void {
  if (world.breaks('a completed job runs again')) {
    world.timers.after(muchLaterMs, () => {
      move(world, job, 'running');
      world.timers.after(laterMs, () => move(world, job, 'completed'));
    });
  }
  if (world.breaks('the version falls after the end')) {
    world.timers.after(laterMs, () => {
      job.wire.version -= 1;
    });
  }
  if (world.breaks('a job is forgotten when it completes')) {
    world.timers.after(laterMs, () => world.jobs.delete(job.wire.id));
  }
}

/** What a server that forgets that `failed` is final does to a job. */
export function unsealFailed(world: World, job: TinyJob): void {
  if (world.breaks('a failed job is tried again after its end')) {
    world.timers.after(muchLaterMs, () => {
      job.wire.error = null;
      move(world, job, 'queued', 'retryable_error');
    });
  }
  if (world.breaks('the results of a failed job are lost')) {
    job.results.length = 0;
  }
}
